import pytest

pytest.register_assert_rewrite("tests.index.search.engine_contract")
