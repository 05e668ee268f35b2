using System.Net;
using System.Text;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive;

/// <summary>What a <see cref="Check"/> found.</summary>
/// <param name="Exercise">What was checked.</param>
/// <param name="Passed">Whether the answer is right.</param>
/// <param name="Answered">Whether there is an answer at all.</param>
[TypeFormatterSource(
    typeof(CheckResultFormatterSource),
    PreferredMimeTypes = ["text/html", "text/plain"]
)]
public sealed record CheckResult(string Exercise, bool Passed, bool Answered)
{
    /// <summary>What should hold, in words, where that is no answer.</summary>
    public string? Expected { get; init; }

    /// <summary>The reader's answer and in which way it is wrong, without the right one.</summary>
    public string? Actual { get; init; }

    /// <summary>What helps when the answer is wrong.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether it is judged later, and what there is of an answer is open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The parts of a check made of several.</summary>
    public IReadOnlyList<CheckResult> Parts { get; init; } = [];

    /// <summary>The finding as text: one line when right, else with what came and the hint.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append($"{Look.Mark} {Exercise}: {Look.Verdict}");
        foreach ((string label, string said) in Details)
        {
            text.Append($"\n  {label}: {said}");
        }
        foreach (CheckResult part in Passed ? [] : Parts)
        {
            text.Append("\n  ")
                .Append(part.ToString().Replace("\n", "\n  ", StringComparison.Ordinal));
        }
        return text.ToString();
    }

    internal static CheckResult Unanswered(string exercise) =>
        new(exercise, Passed: false, Answered: false);

    internal string ToHtml()
    {
        (string mark, string verdict, string color) = Look;
        StringBuilder html = new();
        html.Append($"<div style=\"border-left:4px solid {color};padding:2px 10px;margin:2px 0\">");
        html.Append(
            $"<div><b style=\"color:{color}\">{mark}</b> <b>{WebUtility.HtmlEncode(Exercise)}</b>: {verdict}</div>"
        );
        foreach ((string label, string said) in Details)
        {
            html.Append(
                $"<div style=\"margin-left:1.4em\">{label}: {WebUtility.HtmlEncode(said)}</div>"
            );
        }
        foreach (CheckResult part in Passed ? [] : Parts)
        {
            html.Append(part.ToHtml());
        }
        return html.Append("</div>").ToString();
    }

    private (string Mark, string Verdict, string Color) Look =>
        Passed ? ("✔", "right", "#009E73")
        : IsOpen ? ("…", $"{(Answered ? "answered, " : "")}judged when it is handed in", "#737373")
        : Answered ? ("✘", "not yet right", "#D55E00")
        : ("…", "not answered yet", "#737373");

    private IEnumerable<(string Label, string Said)> Details =>
        from detail in ((string, string?)[])
            [("expected", Expected), ("got", Actual), ("hint", Hint)]
        where Answered && !Passed && detail.Item2 is not null
        select (detail.Item1, detail.Item2!);
}
