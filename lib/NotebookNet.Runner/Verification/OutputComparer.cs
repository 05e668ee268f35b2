using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// Compares the outputs of a cell with those that are stored. Pictures, execution counts and stack traces are not
/// compared; of HTML neither scripts, styles nor generated identifiers.
/// </summary>
internal sealed partial class OutputComparer(double relativeTolerance)
{
    private readonly NumericText _text = new(relativeTolerance);
    private readonly JsonComparer _json = new(new NumericText(relativeTolerance));

    /// <summary>The differences, in the order of the outputs; none where they say the same.</summary>
    public IReadOnlyList<Difference> Compare(JsonArray stored, JsonArray actual)
    {
        List<Difference> differences = [];
        foreach (string name in (string[])["stdout", "stderr"])
        {
            AddText(differences, name, Printed(stored, name), Printed(actual, name));
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
            AddText(differences, $"{place}, error", Summary(stored), Summary(actual));
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
                    isHtml ? Essence(expected) : expected,
                    isHtml ? Essence(came) : came
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
            .Where(mime => !mime.StartsWith("image/", StringComparison.Ordinal));

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

    /// <summary>What HTML says, without what only makes it live: scripts, styles, generated identifiers.</summary>
    private static string Essence(string html) =>
        Identifier().Replace(ScriptOrStyle().Replace(html, ""), "id");

    [GeneratedRegex(
        @"<(script|style)\b.*?</\1\s*>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex ScriptOrStyle();

    [GeneratedRegex(@"\b[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\b")]
    private static partial Regex Identifier();
}
