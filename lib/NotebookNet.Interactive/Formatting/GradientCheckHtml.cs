using System.Globalization;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A gradient check as a table: each parameter's largest differences, those that fail in bold.</summary>
internal static class GradientCheckHtml
{
    public static string Of(GradientCheckReport report)
    {
        string verdict = report.Passed ? "passed" : "FAILED";
        HtmlTable table = new(
            $"Gradient check {verdict}: largest relative difference {Scientific(report.LargestRelativeDifference)}, tolerance {Scientific(report.Tolerance)}, h = {Scientific(report.Step)}",
            "layer",
            "parameter",
            "entries",
            "absolute difference",
            "at",
            "relative difference",
            "at"
        );
        foreach (ParameterCheck check in report.Parameters)
        {
            string[] cells =
            [
                check.Layer,
                check.Parameter,
                check.Entries.ToString(CultureInfo.InvariantCulture),
                Scientific(check.LargestAbsolute.AbsoluteDifference),
                Place(check.LargestAbsolute),
                Scientific(check.LargestRelative.RelativeDifference),
                Place(check.LargestRelative),
            ];
            _ =
                check.LargestRelative.RelativeDifference <= report.Tolerance
                    ? table.Row(cells)
                    : table.BoldRow(cells);
        }
        return table.ToString();
    }

    private static string Place(GradientEntry entry) => $"({entry.Row}, {entry.Column})";

    private static string Scientific(double value) =>
        value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
