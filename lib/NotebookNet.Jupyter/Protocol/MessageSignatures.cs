using System.Security.Cryptography;
using System.Text;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>Signs messages and checks signatures: HMAC-SHA256 over header, parent header, metadata and content, in lower-case hexadecimal digits.</summary>
/// <param name="key">The key; empty where messages are not signed.</param>
internal sealed class MessageSignatures(byte[] key)
{
    private const int DigestBytes = 32;

    /// <summary>The signature of the four frames; empty without a key.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> parts) =>
        key.Length == 0 ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Digest(parts)));

    /// <summary>Whether a signature belongs to the four frames. How long that takes tells nothing of how near it comes.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte[]> parts)
    {
        if (key.Length == 0)
        {
            return true;
        }

        Span<byte> given = stackalloc byte[DigestBytes];
        return signature.Length == 2 * DigestBytes
            && Convert.FromHexString(signature, given, out _, out _)
                == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, Digest(parts));
    }

    private byte[] Digest(ReadOnlySpan<byte[]> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] part in parts)
        {
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }
}
