using System.Buffers.Binary;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>Tells whether bytes are a PNG file of a size that a page can show.</summary>
internal static class PngFile
{
    private const int MostBytes = 4 << 20;
    private const uint LongestSide = 6000;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The bytes that base64 text holds, where they are such a file; otherwise null.</summary>
    public static byte[]? Read(string base64)
    {
        if (base64.Length > MostBytes / 3 * 4)
        {
            return null;
        }

        byte[] bytes = new byte[base64.Length];
        return
            Convert.TryFromBase64String(base64, bytes, out int length)
            && IsPicture(bytes.AsSpan(0, length))
            ? bytes[..length]
            : null;
    }

    /// <summary>A head with a size, then parts up to the one that ends it, and nothing behind.</summary>
    private static bool IsPicture(ReadOnlySpan<byte> bytes)
    {
        const int Frame = 12;
        const int Head = 13;
        if (!bytes.StartsWith(Signature))
        {
            return false;
        }

        bytes = bytes[Signature.Length..];
        for (bool isFirst = true; bytes.Length >= Frame; isFirst = false)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            ReadOnlySpan<byte> type = bytes.Slice(4, 4);
            if (
                length > bytes.Length - Frame
                || isFirst != type.SequenceEqual("IHDR"u8)
                || (isFirst && (length != Head || !IsSane(bytes[8..])))
            )
            {
                return false;
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return length == 0 && bytes.Length == Frame;
            }

            bytes = bytes[(Frame + (int)length)..];
        }

        return false;
    }

    private static bool IsSane(ReadOnlySpan<byte> size) =>
        BinaryPrimitives.ReadUInt32BigEndian(size) is > 0 and <= LongestSide
        && BinaryPrimitives.ReadUInt32BigEndian(size[4..]) is > 0 and <= LongestSide;
}
