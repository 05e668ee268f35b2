using System.Buffers.Binary;
using System.IO.Compression;

namespace NotebookNet;

/// <summary>
/// The content of a file in the IDX format of MNIST and its relatives: an array of bytes in one or more dimensions, the last
/// running fastest.
/// </summary>
/// <remarks>
/// The format, big-endian: two zero bytes, one byte for the type of the values (0x08: unsigned bytes, the only one read here),
/// one for the number of dimensions, 32 bits a dimension for its size, then the values. The file may be packed with gzip.
/// </remarks>
/// <param name="Dimensions">The size of each dimension, each ≥ 1.</param>
/// <param name="Content">The values; as many as the product of <paramref name="Dimensions"/>.</param>
internal sealed record IdxFile(int[] Dimensions, byte[] Content)
{
    private const int UnsignedBytes = 0x08;

    /// <summary>No deflate stream unpacks to more than this many times its size.</summary>
    private const long LargestDeflateRatio = 1032;

    /// <summary>The offset of the first value in the (unpacked) file.</summary>
    internal int ContentOffset => HeaderSize(Dimensions.Length);

    /// <summary>Reads a file, packed with gzip or not. Memory is taken only for what the file holds.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="dimensionCount">The number of dimensions expected, ≥ 1: 3 for grey images, 1 for labels.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or not an IDX file of bytes in that many dimensions. The message names the file and the offset
    /// in it (in the unpacked data where it is packed).
    /// </exception>
    public static IdxFile Read(string path, int dimensionCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensionCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensionCount, byte.MaxValue);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.", path);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        bool packed = IsGzip(file);
        using Stream unpacked = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        var source = new Source(path, file, unpacked, packed);

        int[] dimensions = ReadHeader(source, dimensionCount);
        int length = CheckedLength(source, dimensions);
        var content = new byte[length];
        int read = source.Read(content);
        if (read < length)
        {
            throw source.EndsEarly(dimensions, read);
        }

        if (source.Read(new byte[1]) > 0)
        {
            throw source.Error(
                $"the header promises {Product(dimensions)} values, but more bytes follow at offset {source.Position - 1}"
            );
        }

        return new IdxFile(dimensions, content);
    }

    private static int HeaderSize(int dimensionCount) => 4 + (4 * dimensionCount);

    private static string Product(int[] dimensions) => string.Join("×", dimensions);

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }

    private static int[] ReadHeader(Source source, int dimensionCount)
    {
        var header = new byte[HeaderSize(dimensionCount)];
        int read = source.Read(header);
        int magic = read >= 4 ? BinaryPrimitives.ReadInt32BigEndian(header) : 0;
        int expected = (UnsignedBytes << 8) | dimensionCount;
        if (read >= 4 && magic != expected)
        {
            throw source.Error(
                $"expected the magic number {expected} at offset 0 (unsigned bytes in {dimensionCount} dimensions), got {magic}"
            );
        }

        if (read < header.Length)
        {
            throw source.Error(
                $"it ends at offset {read}, within the header of {header.Length} bytes"
            );
        }

        var dimensions = new int[dimensionCount];
        for (int i = 0; i < dimensionCount; i++)
        {
            int offset = HeaderSize(i);
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(offset));
            dimensions[i] = size is > 0 and <= int.MaxValue
                ? (int)size
                : throw source.Error(
                    $"dimension {i + 1} has size {size} at offset {offset}, expected 1 … {int.MaxValue}"
                );
        }

        return dimensions;
    }

    /// <summary>The number of values that the header promises, once the size of the file agrees with it.</summary>
    private static int CheckedLength(Source source, int[] dimensions)
    {
        long promised = 1;
        foreach (int size in dimensions)
        {
            promised = promised > Array.MaxLength ? promised : promised * size;
        }

        if (promised > Array.MaxLength || !source.CanHold(source.Position + promised))
        {
            long held = source.CountRest();
            throw held < promised
                ? source.EndsEarly(dimensions, held)
                : source.Error(
                    held > promised
                        ? $"the header promises {Product(dimensions)} values, but {held} bytes follow it"
                        : $"after {source.Position} unpacked bytes its gzip data are cut off, or other bytes follow them"
                );
        }

        return (int)promised;
    }

    /// <summary>A file being read from start to end.</summary>
    private sealed class Source(string path, FileStream file, Stream unpacked, bool packed)
    {
        /// <summary>The offset of the next byte in the unpacked data.</summary>
        public long Position { get; private set; }

        public int Read(Span<byte> destination)
        {
            int total = 0;
            int read;
            try
            {
                while (
                    total < destination.Length && (read = unpacked.Read(destination[total..])) > 0
                )
                {
                    total += read;
                    Position += read;
                }
            }
            catch (InvalidDataException damage)
            {
                throw Error($"its gzip data are damaged after offset {Position}", damage);
            }

            return total;
        }

        /// <summary>Whether the unpacked data may have this length: the file's own, or what the trailer of its gzip data says.</summary>
        public bool CanHold(long length)
        {
            if (!packed)
            {
                return file.Length == length;
            }

            Span<byte> trailer = stackalloc byte[4];
            return length / LargestDeflateRatio <= file.Length
                && RandomAccess.Read(file.SafeFileHandle, trailer, file.Length - trailer.Length)
                    == trailer.Length
                && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == unchecked((uint)length);
        }

        /// <summary>Reads to the end and counts.</summary>
        public long CountRest()
        {
            long start = Position;
            var buffer = new byte[1 << 16];
            while (Read(buffer) > 0) { }

            return Position - start;
        }

        public InvalidDataException EndsEarly(int[] dimensions, long held) =>
            Error(
                $"the header promises {Product(dimensions)} values, but only {held} follow it: "
                    + $"the {(packed ? "gzip data end" : "file ends")} at offset {Position}"
            );

        public InvalidDataException Error(string what, Exception? inner = null) =>
            new($"{path} cannot be read: {what}.", inner);
    }
}
