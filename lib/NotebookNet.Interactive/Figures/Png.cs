using System.Buffers.Binary;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// A PNG file (ISO/IEC 15948) of 8-bit pixels. Its bytes depend on the pixels alone, on every machine: the deflate stream
/// (RFC 1951) uses the fixed Huffman code and no matches but runs of one byte.
/// </summary>
internal static class Png
{
    private static readonly int[] s_lengthBase =
    [
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        13,
        15,
        17,
        19,
        23,
        27,
        31,
        35,
        43,
        51,
        59,
        67,
        83,
        99,
        115,
        131,
        163,
        195,
        227,
        258,
    ];

    private static readonly uint[] s_crcTable = MakeCrcTable();

    /// <summary>Encodes rows of RGBA pixels, four bytes each.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> rgba, int width, int height)
    {
        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);

        List<uint> colors = [];
        Dictionary<uint, byte> index = [];
        byte[] indices = new byte[width * height];
        bool fits = true;
        for (int i = 0; i < indices.Length && fits; i++)
        {
            uint color = BinaryPrimitives.ReadUInt32BigEndian(rgba[(4 * i)..]);
            if (!index.TryGetValue(color, out byte slot))
            {
                fits = colors.Count < 256;
                slot = (byte)colors.Count;
                colors.Add(color);
                index[color] = slot;
            }
            indices[i] = slot;
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = fits ? (byte)3 : (byte)6;
        Chunk(file, "IHDR", header);
        if (fits)
        {
            byte[] palette = new byte[3 * colors.Count];
            byte[] alpha = new byte[colors.Count];
            for (int i = 0; i < colors.Count; i++)
            {
                palette[3 * i] = (byte)(colors[i] >> 24);
                palette[(3 * i) + 1] = (byte)(colors[i] >> 16);
                palette[(3 * i) + 2] = (byte)(colors[i] >> 8);
                alpha[i] = (byte)colors[i];
            }
            Chunk(file, "PLTE", palette);
            Chunk(file, "tRNS", alpha);
        }
        ReadOnlySpan<byte> pixels = fits ? indices : rgba;
        int stride = fits ? width : 4 * width;
        byte[] rows = new byte[height * (stride + 1)];
        for (int y = 0; y < height; y++)
        {
            pixels.Slice(y * stride, stride).CopyTo(rows.AsSpan((y * (stride + 1)) + 1));
        }
        Chunk(file, "IDAT", Deflate(rows));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        BitWriter bits = new();
        bits.Bytes.AddRange([0x78, 0x01]);
        bits.Write(1, 1);
        bits.Write(1, 2);
        int i = 0;
        while (i < data.Length)
        {
            int run = 0;
            while (i > 0 && run < 258 && i + run < data.Length && data[i + run] == data[i - 1])
            {
                run++;
            }
            if (run < 3)
            {
                bits.WriteSymbol(data[i]);
                i++;
                continue;
            }
            int code = System.Array.FindLastIndex(s_lengthBase, start => start <= run);
            bits.WriteSymbol(257 + code);
            int extra = code is < 8 or 28 ? 0 : (code - 4) / 4;
            bits.Write(run - s_lengthBase[code], extra);
            bits.Write(0, 5);
            i += run;
        }
        bits.WriteSymbol(256);
        bits.Flush();
        uint a = 1;
        uint b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        byte[] adler = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(adler, (b << 16) | a);
        bits.Bytes.AddRange(adler);
        return [.. bits.Bytes];
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, content.Length);
        file.Write(word);
        byte[] body = [.. type.Select(letter => (byte)letter), .. content];
        file.Write(body);
        uint crc = 0xffffffff;
        foreach (byte value in body)
        {
            crc = s_crcTable[(crc ^ value) & 0xff] ^ (crc >> 8);
        }
        BinaryPrimitives.WriteUInt32BigEndian(word, ~crc);
        file.Write(word);
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint c = i;
            for (int bit = 0; bit < 8; bit++)
            {
                c = (c & 1) == 0 ? c >> 1 : 0xedb88320 ^ (c >> 1);
            }
            table[i] = c;
        }
        return table;
    }

    private sealed class BitWriter
    {
        private uint _pending;
        private int _count;

        public List<byte> Bytes { get; } = [];

        public void Write(int value, int bits)
        {
            _pending |= (uint)value << _count;
            _count += bits;
            while (_count >= 8)
            {
                Bytes.Add((byte)_pending);
                _pending >>= 8;
                _count -= 8;
            }
        }

        /// <summary>A literal or length symbol in the fixed Huffman code, whose bits go in from the highest.</summary>
        public void WriteSymbol(int symbol)
        {
            (int code, int length) = symbol switch
            {
                < 144 => (0x30 + symbol, 8),
                < 256 => (0x190 + symbol - 144, 9),
                < 280 => (symbol - 256, 7),
                _ => (0xc0 + symbol - 280, 8),
            };
            for (int bit = length - 1; bit >= 0; bit--)
            {
                Write((code >> bit) & 1, 1);
            }
        }

        public void Flush()
        {
            if (_count > 0)
            {
                Write(0, 8 - _count);
            }
        }
    }
}
