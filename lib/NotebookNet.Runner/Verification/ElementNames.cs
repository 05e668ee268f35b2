using System.Text;

namespace NotebookNet.Runner.Verification;

/// <summary>Which name of an element stands for which: one for one, and alike but for what a program counts or draws by chance.</summary>
internal sealed class ElementNames
{
    private readonly Dictionary<string, string> _there = [];
    private readonly Dictionary<string, string> _back = [];

    /// <summary>Whether the names may be those of the same element.</summary>
    public bool AreSame(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        string stored = a.ToString();
        string came = b.ToString();
        return Pattern(stored) == Pattern(came)
            && Agrees(_there, stored, came)
            && Agrees(_back, came, stored);
    }

    private static bool Agrees(Dictionary<string, string> names, string from, string to) =>
        names.TryAdd(from, to) ? true : names[from] == to;

    /// <summary>The name with its generated parts taken out.</summary>
    private static string Pattern(string name)
    {
        StringBuilder pattern = new();
        foreach (string part in name.Split('-', '_'))
        {
            int digit = part.AsSpan().IndexOfAnyInRange('0', '9');
            bool isDrawn =
                digit >= 0
                && (
                    part.AsSpan(digit).ContainsAnyExceptInRange('0', '9')
                    || (part.Length >= 4 && part.All(char.IsAsciiHexDigit))
                );
            pattern
                .Append(
                    digit < 0 ? part
                    : isDrawn ? "#"
                    : part[..digit] + "#"
                )
                .Append('-');
        }

        // The five groups of an identifier are drawn as one.
        return IsIdentifier(name) ? "#" : pattern.ToString();
    }

    private static bool IsIdentifier(string name) =>
        name.Length is 32 or 36 && name.All(c => char.IsAsciiHexDigit(c) || c == '-');
}
