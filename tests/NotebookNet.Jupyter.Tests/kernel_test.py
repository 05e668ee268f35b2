"""Runs Jupyter's own tests of kernels, jupyter_kernel_test, against the kernelspec that the argument names."""

import sys
import unittest

import jupyter_kernel_test


class NotebookNetTests(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv.pop(1)
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("an error");'
    completion_samples = [
        {"text": "Console.WriteLi", "matches": {"WriteLine"}},
        {"text": "Console.ReadLi", "matches": {"ReadLine"}},
        {"text": "#!lsma", "matches": {"#!lsmagic"}},
    ]
    complete_code_samples = ["1 + 1", "int x = 5;", "if (true) { }", "#!lsmagic"]
    incomplete_code_samples = ["if (true) {", "int F(int x)\n{", "/* a comment"]
    invalid_code_samples = ["int x = ;", "}"]
    code_generate_error = 'throw new Exception("failed");'
    code_execute_result = [
        {"code": "6 * 7", "mime": "text/html"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": '"x" + "y"', "result": "xy"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display("_text_", "text/markdown");', "mime": "text/markdown"},
    ]
    # There is no pager: nothing of this kernel's replies with pages, so code_page_something stays empty.
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = '"?" + "b*'
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    unittest.main()
