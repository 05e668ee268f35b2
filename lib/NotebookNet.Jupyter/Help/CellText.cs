using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>
/// The C# of a cell, at the same positions: in the lines of magic commands, of packages and of other languages stand
/// blanks.
/// </summary>
internal sealed partial class CellText
{
    private CellText(string csharp, string language, string line)
    {
        CSharp = csharp;
        Language = language;
        Line = line;
    }

    /// <summary>The text, with blanks for what is not C#.</summary>
    public string CSharp { get; }

    /// <summary>The language of the line at the cursor.</summary>
    public string Language { get; }

    /// <summary>The line at the cursor, up to the cursor.</summary>
    public string Line { get; }

    /// <summary>Whether the line at the cursor is C#.</summary>
    public bool IsCSharp =>
        Language == CellParser.CSharp && !MagicLine().IsMatch(Line) && !PackageLine().IsMatch(Line);

    /// <summary>Reads a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="cursor">A position in it.</param>
    /// <param name="added">The magic commands of packages, if there are any.</param>
    public static CellText Of(string code, int cursor, IPackageMagics? added)
    {
        char[] csharp = code.ToCharArray();
        string language = CellParser.CSharp;
        string languageAtCursor = language;
        string line = "";
        foreach (Match match in Lines().Matches(code))
        {
            Match magic = MagicLine().Match(match.Value);
            bool isSwitch = false;
            if (magic.Success && LanguageOf(magic.Groups["name"].Value, added) is string next)
            {
                (language, isSwitch) = (next, true);
            }

            if (cursor >= match.Index && cursor <= match.Index + match.Length)
            {
                line = code[match.Index..cursor];
                languageAtCursor = language;
            }

            if (
                isSwitch
                || magic.Success
                || language != CellParser.CSharp
                || PackageLine().IsMatch(match.Value)
            )
            {
                csharp.AsSpan(match.Index, match.Length).Fill(' ');
            }
        }

        return new CellText(new string(csharp), languageAtCursor, line);
    }

    private static string? LanguageOf(string name, IPackageMagics? added) =>
        CellParser.LanguageOf(name) ?? (added?.HasKernel(name) == true ? name : null);

    [GeneratedRegex(@"(?<![^\r\n])[^\r\n]*")]
    private static partial Regex Lines();

    [GeneratedRegex(@"^\s*#!(?<name>\S*)")]
    private static partial Regex MagicLine();

    [GeneratedRegex(@"^\s*#[ri]\s+""nuget:")]
    private static partial Regex PackageLine();
}
