namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>How the reports write a verdict.</summary>
internal static class VerdictWords
{
    /// <summary>In words.</summary>
    public static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Right => "right",
            Verdict.Wrong => "wrong",
            Verdict.NotAnswered => "not answered",
            Verdict.Failed => "failed",
            Verdict.TimedOut => "timed out",
            _ => "by hand",
        };

    /// <summary>As a sign, beside its words. Those that have a colored form ask for the plain one.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Right => "✔\uFE0E",
            Verdict.Wrong => "✘",
            Verdict.NotAnswered => "…",
            Verdict.Failed => "!",
            Verdict.TimedOut => "◷",
            _ => "✎",
        };

    /// <summary>As a name that programs read.</summary>
    public static string Key(Verdict verdict) => Word(verdict).Replace(' ', '-');
}
