"""The safetensors format by its own rules, with nothing but Python's standard library.

    python3 safetensors.py read FILE     prints each tensor's name, shape and numbers (as hexadecimal floats) as JSON
    python3 safetensors.py write FILE    writes the tensors below, one of them with 32-bit numbers

network.safetensors beside this file was written by the second command.
"""

import json
import math
import struct
import sys

CODES = {"F64": "d", "F32": "f"}
TENSORS = {
    # Out of the layers' order on purpose: the order in a file is free.
    "1.bias": ("F32", [1, 2], [0.5, -0.25]),
    "0.weight": ("F64", [3, 2], [0.1, -2.0, 3.5, 1e-300, -0.0, 6.02e23]),
    "0.bias": ("F64", [1, 2], [1 / 3, -1 / 7]),
    "1.weight": ("F32", [2, 2], [1.5, -2.5, 0.125, 1024.0]),
}


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    assert content[8:9] == b"{" and length % 8 == 0 and length <= 100_000_000
    header = json.loads(content[8 : 8 + length].decode("utf-8"))
    data = content[8 + length :]
    metadata = header.pop("__metadata__", {})
    assert all(isinstance(k, str) and isinstance(v, str) for k, v in metadata.items())
    end = 0
    for tensor in sorted(header.values(), key=lambda t: t["data_offsets"]):
        begin, stop = tensor["data_offsets"]
        assert begin == end, "a gap or an overlap"
        assert stop - begin == struct.calcsize(CODES[tensor["dtype"]]) * math.prod(tensor["shape"])
        end = stop
    assert end == len(data), "bytes that belong to no tensor"
    tensors = {}
    for name, tensor in header.items():
        begin, stop = tensor["data_offsets"]
        code = CODES[tensor["dtype"]]
        numbers = struct.unpack(f"<{math.prod(tensor['shape'])}{code}", data[begin:stop])
        tensors[name] = {"shape": tensor["shape"], "numbers": [n.hex() for n in numbers]}
    print(json.dumps({"metadata": metadata, "tensors": tensors}))


def write(path):
    header, data = {"__metadata__": {"producer": "safetensors.py"}}, b""
    for name, (kind, shape, numbers) in TENSORS.items():
        begin = len(data)
        data += struct.pack(f"<{len(numbers)}{CODES[kind]}", *numbers)
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    {"read": read, "write": write}[sys.argv[1]](sys.argv[2])
