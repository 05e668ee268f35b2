using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Export.Html;

/// <summary>The anchors of a page's headings, as GitHub makes them.</summary>
internal sealed partial class HeadingIds
{
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, int> _last = [];

    /// <summary>The anchor of the next heading.</summary>
    public string Next(string text)
    {
        string slug = NotInAnchor().Replace(text.Trim().ToLowerInvariant(), "").Replace(' ', '-');
        string id = slug;
        while (!_taken.Add(id))
        {
            int number = _last[slug] = _last.GetValueOrDefault(slug) + 1;
            id = Invariant($"{slug}-{number}");
        }

        return id;
    }

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}\p{Pc} -]")]
    private static partial Regex NotInAnchor();
}
