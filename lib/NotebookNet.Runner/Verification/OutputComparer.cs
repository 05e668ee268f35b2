using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Compares the outputs of a cell with those that are stored, in the form that does not tell who ran the cell. Execution
/// counts and stack traces are not compared; of HTML not the styles; of a figure only its data. What differs from one
/// machine or run to the next by its nature is the same: measured times of `#!time`, folders of the machine.
/// </summary>
internal sealed partial class OutputComparer
{
    private const int MostDifferences = 20;

    private readonly TextComparer _text;
    private readonly JsonComparer _json;
    private readonly CancellationToken _cancellation;

    public OutputComparer(
        double relativeTolerance,
        MachineFolders? folders = null,
        CancellationToken cancellation = default
    )
    {
        NumericText numbers = new(relativeTolerance);
        _text = new TextComparer(numbers, folders ?? MachineFolders.None, cancellation);
        _json = new JsonComparer(numbers, _text, cancellation);
        _cancellation = cancellation;
    }

    /// <summary>The differences, in the order of the outputs; none where they say the same.</summary>
    /// <exception cref="FormatException">What is stored is no output of a cell.</exception>
    /// <exception cref="InvalidOperationException">What is stored is no output of a cell.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public IReadOnlyList<Difference> Compare(JsonArray stored, JsonArray actual)
    {
        OutputForm expected = OutputForm.Of(stored);
        OutputForm came = OutputForm.Of(actual);
        List<Difference> differences = [.. Ordered(expected.Items, came.Items)];
        differences.AddRange(OfStderr(expected, came));
        // An editor shows them elsewhere: where none are stored, new ones are no difference.
        if (expected.Warnings.Count > 0)
        {
            Add(
                differences,
                "warnings of the compiler",
                string.Join('\n', expected.Warnings),
                string.Join('\n', came.Warnings)
            );
        }

        if (expected.Packages.Count > 0 && came.Packages.Count > 0)
        {
            Add(
                differences,
                "packages",
                string.Join('\n', expected.Packages),
                string.Join('\n', came.Packages)
            );
        }

        return differences.Count <= MostDifferences
            ? differences
            :
            [
                .. differences.Take(MostDifferences),
                new Difference(
                    Invariant($"and in {differences.Count - MostDifferences} more places"),
                    [],
                    []
                ),
            ];
    }

    private List<Difference> Ordered(
        IReadOnlyList<OutputItem> stored,
        IReadOnlyList<OutputItem> actual
    )
    {
        int shorter = Math.Min(stored.Count, actual.Count);
        int start = 0;
        while (start < shorter && Differ(stored[start], actual[start]).Count == 0)
        {
            start++;
        }

        int end = 0;
        while (end < shorter - start && Differ(stored[^(end + 1)], actual[^(end + 1)]).Count == 0)
        {
            end++;
        }

        OutputItem[] expected = [.. stored.Take(start..^end)];
        OutputItem[] came = [.. actual.Take(start..^end)];
        if (SayTheSame(expected, came))
        {
            return
            [
                new Difference(
                    "order of what is shown and printed",
                    [.. expected.Select(item => item.Summary)],
                    [.. came.Select(item => item.Summary)]
                ),
            ];
        }

        List<Difference> differences = [];
        for (int i = 0; i < Math.Max(expected.Length, came.Length); i++)
        {
            differences.AddRange(
                i >= expected.Length ? [OneSided(came[i], isStored: false)]
                : i >= came.Length ? [OneSided(expected[i], isStored: true)]
                : Differ(expected[i], came[i])
            );
        }

        return differences;
    }

    /// <summary>Whether what is shown is the same, and what is printed, and only the order of the two is another.</summary>
    private bool SayTheSame(OutputItem[] stored, OutputItem[] actual)
    {
        OutputItem[] expected = [.. stored.Where(item => item is not PrintedItem)];
        OutputItem[] came = [.. actual.Where(item => item is not PrintedItem)];
        return expected.Length < stored.Length
            && expected.Length == came.Length
            && _text.AreEqual(Printed(stored), Printed(actual))
            && expected.Zip(came).All(pair => Differ(pair.First, pair.Second).Count == 0);

        static string Printed(OutputItem[] items) =>
            string.Concat(items.OfType<PrintedItem>().Select(item => item.Text));
    }

    private static Difference OneSided(OutputItem item, bool isStored)
    {
        string[] lines = item is PrintedItem printed
            ? printed.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')
            : [item.Summary];
        return new Difference(item.Place, isStored ? lines : [], isStored ? [] : lines);
    }

    private List<Difference> Differ(OutputItem stored, OutputItem actual)
    {
        _cancellation.ThrowIfCancellationRequested();
        List<Difference> differences = [];
        switch (stored, actual)
        {
            case (PrintedItem a, PrintedItem b):
                Add(differences, a.Place, a.Text, b.Text);
                break;
            case (ErrorItem a, ErrorItem b):
                Add(differences, a.Place, a.Summary, b.Summary);
                break;
            case (ShownItem a, ShownItem b):
                AddShown(differences, a, b);
                break;
            default:
                differences.Add(new Difference(actual.Place, [stored.Summary], [actual.Summary]));
                break;
        }

        return differences;
    }

    private void AddShown(List<Difference> differences, ShownItem stored, ShownItem actual)
    {
        bool haveOneInCommon = stored.Data.Keys.Any(actual.Data.ContainsKey);
        foreach (string mime in stored.Data.Keys.Union(actual.Data.Keys))
        {
            string where = $"{stored.Place}, {mime}";
            bool isStored = stored.Data.TryGetValue(mime, out JsonNode? a);
            bool isShown = actual.Data.TryGetValue(mime, out JsonNode? b);
            if (!isStored || !isShown)
            {
                if (!(haveOneInCommon && BundleForm.IsBeside(mime)))
                {
                    differences.Add(
                        new Difference(where, isStored ? ["stored"] : [], isShown ? ["shown"] : [])
                    );
                }
            }
            else if (Pictures.Are(mime))
            {
                if (Pictures.Differ(a, b, where) is { } difference)
                {
                    differences.Add(difference);
                }
            }
            else if (
                a is JsonObject
                || b is JsonObject
                || mime.EndsWith("json", StringComparison.Ordinal)
            )
            {
                differences.AddRange(_json.Compare(a, b, $"{where}: "));
            }
            else
            {
                AddText(differences, where, mime, a, b);
            }
        }
    }

    private void AddText(
        List<Difference> differences,
        string where,
        string mime,
        JsonNode? stored,
        JsonNode? actual
    )
    {
        string a = NotebookDocument.JoinLines(stored);
        string b = NotebookDocument.JoinLines(actual);
        if (mime != "text/plain" || !WallTime().IsMatch(a) || !WallTime().IsMatch(b))
        {
            Add(differences, where, a, b, isHtml: mime == "text/html");
        }
    }

    /// <summary>
    /// What is printed to stderr: where it stands between what is shown, but not whether it came before or after what is
    /// printed to stdout, since they may be buffered apart.
    /// </summary>
    private List<Difference> OfStderr(OutputForm stored, OutputForm actual)
    {
        List<Difference> differences = [];
        if (stored.ErrorTexts.Count != actual.ErrorTexts.Count)
        {
            Add(
                differences,
                "stderr",
                string.Concat(stored.ErrorTexts),
                string.Concat(actual.ErrorTexts)
            );
            return differences;
        }

        for (int i = 0; i < stored.ErrorTexts.Count; i++)
        {
            Add(
                differences,
                i == 0 ? "stderr" : Invariant($"stderr after output {i}"),
                stored.ErrorTexts[i],
                actual.ErrorTexts[i]
            );
        }

        return differences;
    }

    private void Add(
        List<Difference> differences,
        string place,
        string stored,
        string actual,
        bool isHtml = false
    )
    {
        if (_text.Differ(stored, actual, place, isHtml) is { } difference)
        {
            differences.Add(difference);
        }
    }

    [GeneratedRegex(@"^Wall time: [\d.,]+ ?ms\s*$")]
    private static partial Regex WallTime();
}
