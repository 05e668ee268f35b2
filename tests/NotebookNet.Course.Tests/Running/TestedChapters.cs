using System.Globalization;

namespace NotebookNet.Course.Tests.Running;

/// <summary>Which chapters are tested; an environment variable says so.</summary>
internal static class TestedChapters
{
    /// <summary>Names chapters by their numbers, as in `04,06`, and `appendix` those without one; all where it is not set.</summary>
    public const string Variable = "NOTEBOOKNET_CHAPTERS";

    private const string Appendix = "appendix";

    public static bool Include(int? chapter) =>
        Include(chapter, Environment.GetEnvironmentVariable(Variable));

    /// <exception cref="FormatException">The setting is no list of numbers.</exception>
    public static bool Include(int? chapter, string? setting) =>
        string.IsNullOrWhiteSpace(setting)
        || setting
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name == Appendix ? (int?)null : Number(name, setting))
            .Contains(chapter);

    private static int Number(string text, string setting) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException(
                $"{Variable} is \"{setting}\", expected numbers as in 04,06 or {Appendix}."
            );
}
