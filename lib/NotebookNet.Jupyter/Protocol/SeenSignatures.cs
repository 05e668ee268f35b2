using System.Globalization;

namespace NotebookNet.Jupyter.Protocol;

/// <summary>The signatures that have come, so that nobody who has listened can send a message again. Of very many the last are known.</summary>
internal sealed class SeenSignatures
{
    private const int Most = 1 << 16;

    /// <summary>Half a signature tells it from any other.</summary>
    private const int Digits = 32;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _order = [];

    /// <summary>Whether a signature, which is one, comes for the first time.</summary>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        UInt128 half = UInt128.Parse(
            signature[..Digits],
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture
        );
        lock (_lock)
        {
            if (!_known.Add(half))
            {
                return false;
            }

            _order.Enqueue(half);
            if (_order.Count > Most)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
