using System.Text.Json;
using System.Text.RegularExpressions;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter;

/// <summary>The cells of this session, as `history_request` asks for them. Of very many the last are kept.</summary>
internal sealed class History
{
    /// <summary>The number of the only session that is known.</summary>
    public const int Session = 1;

    private const int Most = 10_000;
    private const long MostCharacters = 20_000_000;

    private readonly Queue<HistoryEntry> _entries = [];
    private long _characters;

    public void Add(HistoryEntry entry)
    {
        _entries.Enqueue(entry);
        _characters += entry.Characters;
        while (_entries.Count > Most || (_characters > MostCharacters && _entries.Count > 1))
        {
            _characters -= _entries.Dequeue().Characters;
        }
    }

    /// <summary>The entries that the content of a request asks for.</summary>
    /// <exception cref="MessageFormatException">It does not say which.</exception>
    public IReadOnlyList<HistoryEntry> Find(JsonElement content)
    {
        int most = content.OptionalNumber("n") ?? int.MaxValue;
        switch (content.Text("hist_access_type"))
        {
            case "tail":
                return [.. _entries.TakeLast(most)];
            case "range":
                int session = content.OptionalNumber("session") ?? 0;
                int start = content.OptionalNumber("start") ?? 0;
                int stop = content.OptionalNumber("stop") ?? int.MaxValue;
                // Session 0 is the current one, by which there are no others.
                return session is 0 or Session
                    ? [.. _entries.Where(entry => entry.Number >= start && entry.Number < stop)]
                    : [];
            case "search":
                string pattern = content.OptionalText("pattern") ?? "*";
                return Search(pattern, most, content.Flag("unique", absent: false));
            case var other:
                throw new MessageFormatException(
                    $"\"hist_access_type\" is \"{other}\"; expected range, tail or search"
                );
        }
    }

    /// <summary>The last entries that match a pattern, in which `*` stands for any text and `?` for any character.</summary>
    private IReadOnlyList<HistoryEntry> Search(string pattern, int most, bool isUnique)
    {
        Regex regex = new(
            $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
            RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
        IEnumerable<HistoryEntry> found = _entries.Where(entry => regex.IsMatch(entry.Input));
        if (isUnique)
        {
            found = found.Reverse().DistinctBy(entry => entry.Input).Reverse();
        }

        return [.. found.TakeLast(most)];
    }
}
