using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Execution;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Compares the outputs of a cell with those that are stored. Pictures, execution counts and stack traces are not
/// compared; of HTML not the styles, nor what its elements are called; of a figure only its data. What differs from one
/// machine or run to the next by its nature is the same: measured times of `#!time`, folders before a file's name.
/// </summary>
internal sealed partial class OutputComparer(double relativeTolerance)
{
    private readonly NumericText _text = new(relativeTolerance);
    private readonly JsonComparer _json = new(new NumericText(relativeTolerance));

    /// <summary>The differences, in the order of the outputs; none where they say the same.</summary>
    /// <exception cref="FormatException">What is stored is no output of a cell.</exception>
    /// <exception cref="InvalidOperationException">What is stored is no output of a cell.</exception>
    public IReadOnlyList<Difference> Compare(JsonArray stored, JsonArray actual)
    {
        List<Difference> differences = [];
        foreach (string name in (string[])["stdout", "stderr"])
        {
            AddText(
                differences,
                name,
                Lasting(Printed(stored, name)),
                Lasting(Printed(actual, name))
            );
        }

        JsonObject[] expected = [.. Shown(stored)];
        JsonObject[] came = [.. Shown(actual)];
        for (int i = 0; i < Math.Max(expected.Length, came.Length); i++)
        {
            string place = $"output {i + 1}";
            if (i >= expected.Length || i >= came.Length)
            {
                differences.Add(
                    new Difference(
                        place,
                        i < expected.Length ? [Summary(expected[i])] : [],
                        i < came.Length ? [Summary(came[i])] : []
                    )
                );
            }
            else
            {
                CompareOutput(differences, place, expected[i], came[i]);
            }
        }

        return differences;
    }

    private void CompareOutput(
        List<Difference> differences,
        string place,
        JsonObject stored,
        JsonObject actual
    )
    {
        if ((string?)stored["output_type"] != (string?)actual["output_type"])
        {
            differences.Add(new Difference(place, [Summary(stored)], [Summary(actual)]));
            return;
        }

        if ((string?)stored["output_type"] == "error")
        {
            AddText(
                differences,
                $"{place}, error",
                Lasting(Summary(stored)),
                Lasting(Summary(actual))
            );
            return;
        }

        JsonObject a = Data(stored);
        JsonObject b = Data(actual);
        foreach (string mime in Compared(a).Union(Compared(b)))
        {
            string where = $"{place}, {mime}";
            if (!a.ContainsKey(mime) || !b.ContainsKey(mime))
            {
                differences.Add(
                    new Difference(
                        where,
                        a.ContainsKey(mime) ? ["stored"] : [],
                        b.ContainsKey(mime) ? ["shown"] : []
                    )
                );
            }
            else if (
                a[mime] is JsonObject
                || b[mime] is JsonObject
                || mime.EndsWith("json", StringComparison.Ordinal)
            )
            {
                differences.AddRange(_json.Compare(a[mime], b[mime], $"{where}: "));
            }
            else
            {
                string expected = NotebookDocument.JoinLines(a[mime]);
                string came = NotebookDocument.JoinLines(b[mime]);
                bool isHtml = mime == "text/html";
                AddText(
                    differences,
                    where,
                    isHtml ? Essence(expected) : Lasting(expected),
                    isHtml ? Essence(came) : Lasting(came)
                );
            }
        }
    }

    private void AddText(List<Difference> differences, string place, string expected, string actual)
    {
        if (_text.Difference(expected, actual) is var (lines, otherLines))
        {
            differences.Add(new Difference(place, lines, otherLines));
        }
    }

    private static JsonObject Data(JsonObject output) => output["data"] as JsonObject ?? [];

    private static IEnumerable<string> Compared(JsonObject data) =>
        data.Select(entry => entry.Key)
            .Where(mime =>
                !mime.StartsWith("image/", StringComparison.Ordinal)
                && !(mime == "text/html" && data.ContainsKey(MimeBundles.PlotlyMimeType))
            );

    private static IEnumerable<JsonObject> Shown(JsonArray outputs) =>
        outputs.OfType<JsonObject>().Where(output => (string?)output["output_type"] != "stream");

    private static string Printed(JsonArray outputs, string name) =>
        string.Concat(
            outputs
                .OfType<JsonObject>()
                .Where(output =>
                    (string?)output["output_type"] == "stream" && (string?)output["name"] == name
                )
                .Select(output => NotebookDocument.JoinLines(output["text"]))
        );

    private static string Summary(JsonObject output) =>
        (string?)output["output_type"] == "error"
            ? $"{output["ename"]}: {output["evalue"]}"
            : $"{output["output_type"]} ({string.Join(", ", Data(output).Select(entry => entry.Key))})";

    /// <summary>What a text says, whenever and wherever it was printed.</summary>
    private static string Lasting(string text) =>
        Folders().Replace(WallTime().Replace(text, "Wall time"), "");

    /// <summary>What HTML says: without styles, its elements renamed by their order, in scripts as well.</summary>
    private static string Essence(string html)
    {
        string text = Identifier().Replace(Style().Replace(html, ""), "id");
        Dictionary<string, string> names = [];
        foreach (Match match in ElementName().Matches(text))
        {
            names.TryAdd(match.Groups["name"].Value, Invariant($"element-{names.Count}"));
        }

        return Word().Replace(text, match => names.GetValueOrDefault(match.Value, match.Value));
    }

    [GeneratedRegex(@"<style\b.*?</style\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Style();

    [GeneratedRegex(@"\bid\s*=\s*[""'](?<name>[\w-]+)[""']", RegexOptions.IgnoreCase)]
    private static partial Regex ElementName();

    [GeneratedRegex(@"[\w-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^Wall time: [\d.]+ ?ms$", RegexOptions.Multiline)]
    private static partial Regex WallTime();

    /// <summary>The folders of an absolute path with a file's name behind them; what stands in an address is none.</summary>
    [GeneratedRegex(@"(?<![\w/\\:.])([A-Za-z]:)?([/\\][\w.+@-]+)+[/\\](?=[\w.+@-]+\.\w)")]
    private static partial Regex Folders();

    [GeneratedRegex(
        @"(?<![0-9a-zA-Z])[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}(?![0-9a-zA-Z])"
    )]
    private static partial Regex Identifier();
}
