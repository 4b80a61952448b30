"""Jupyter's own tests of a kernel, given examples in our language."""

import unittest

import jupyter_kernel_test


# By its full name, for unittest would run a class of that name here as well.
class TypeScriptTests(jupyter_kernel_test.KernelTests):
    kernel_name = "paxoslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('something is wrong')"

    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "Number.MAX_S", "matches": {"MAX_SAFE_INTEGER"}},
        {"text": "'text'.charC", "matches": {"charCodeAt"}},
    ]

    complete_code_samples = [
        "1",
        "console.log('hello, world')",
        "function f(x: number): number {\n  return x * 2;\n}",
        "const text = `two\nlines`",
    ]
    incomplete_code_samples = [
        "function f(x: number) {",
        "console.log('hello, world',",
        "const text = `two",
        "/* a remark",
    ]
    invalid_code_samples = ["const = 4", "f(}", "import 7 from 'x'"]

    code_generate_error = "throw new Error('as asked')"

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2].map((n) => n * 2)", "result": "[ 2, 4 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
    ]
    code_display_data = [
        {"code": "display(html`<b>bold</b>`)", "mime": "text/html"},
        {"code": "display(svg`<svg xmlns='http://www.w3.org/2000/svg'/>`)", "mime": "image/svg+xml"},
    ]

    code_history_pattern = "6 *?7"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "parseInt"
    code_clear_output = "clearOutput()"

    # Payloads are deprecated by the protocol; we send none, and so have no pager.
    test_pager = None


if __name__ == "__main__":
    unittest.main(verbosity=2)
