using System.Globalization;

namespace NotebookNet.Course.Tests.Running;

/// <summary>Which chapters are tested, and which of them with every cell run twice; two environment variables say so.</summary>
internal static class Share
{
    /// <summary>Names chapters by their numbers, as in `04,06`, and `appendix` those without one; all where it is not set.</summary>
    public const string ChaptersVariable = "NOTEBOOKNET_CHAPTERS";

    /// <summary>`all` (where it is not set), `none`, or a fixed share as `1/3`: chapters whose number leaves 1 when divided by 3.</summary>
    public const string RerunVariable = "NOTEBOOKNET_RERUN";

    private const string Appendix = "appendix";

    public static bool IsTested(int? chapter) =>
        IsTested(chapter, Environment.GetEnvironmentVariable(ChaptersVariable));

    public static bool RunsTwice(int? chapter) =>
        RunsTwice(chapter, Environment.GetEnvironmentVariable(RerunVariable));

    /// <exception cref="FormatException">The setting is no list of numbers.</exception>
    public static bool IsTested(int? chapter, string? setting) =>
        string.IsNullOrWhiteSpace(setting)
        || setting
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(name =>
                name == Appendix
                    ? (int?)null
                    : Parse(name, ChaptersVariable, setting, $"numbers as in 04,06 or {Appendix}")
            )
            .Contains(chapter);

    /// <exception cref="FormatException">The setting is none of `all`, `none` and a share.</exception>
    public static bool RunsTwice(int? chapter, string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting) || setting == "all")
        {
            return true;
        }

        if (setting == "none")
        {
            return false;
        }

        const string Expected = "all, none or a share as 1/3";
        string[] parts = setting.Split('/');
        if (parts.Length != 2)
        {
            throw new FormatException($"{RerunVariable} is \"{setting}\", expected {Expected}.");
        }

        int part = Parse(parts[0], RerunVariable, setting, Expected);
        int parties = Parse(parts[1], RerunVariable, setting, Expected);
        return parties > 0
            ? (chapter ?? 0) % parties == part % parties
            : throw new FormatException($"{RerunVariable} is \"{setting}\", expected {Expected}.");
    }

    private static int Parse(string text, string variable, string setting, string expected) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{variable} is \"{setting}\", expected {expected}.");
}
