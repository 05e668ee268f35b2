using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace NotebookNet;

/// <summary>What the file of a <see cref="Trainer"/> says beside its tensors.</summary>
/// <param name="Setup">How trainer, network, optimizer and data were: each setting's name and value.</param>
/// <param name="Step">Number of the optimizer's updates.</param>
/// <param name="Parameters">What the optimizer remembers, parameter by parameter.</param>
/// <param name="Words">The states of the generators that layers draw from.</param>
/// <param name="Batches">Where the order of the data stands; <see langword="null"/> before the first training.</param>
/// <param name="Call">How far the call under way is; <see langword="null"/> between two.</param>
internal sealed record Checkpoint(
    Dictionary<string, string> Setup,
    int Step,
    Checkpoint.Moved[] Parameters,
    ulong[][] Words,
    BatchState? Batches,
    TrainingCall? Call
)
{
    /// <summary>A parameter, how often it was moved, and the matrices that the rule remembers.</summary>
    internal sealed record Moved(string Name, bool IsFrozen, int Updates, string[] Matrices);

    /// <summary>The SHA-256 digest of a text and of numbers.</summary>
    public static string DigestOf(string text, IEnumerable<NamedTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (NamedTensor tensor in tensors)
        {
            hash.AppendData(MemoryMarshal.AsBytes<double>(tensor.Value.AsDense().Values));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
