using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>
/// What the code cells of a notebook set and show. A number that an author typed into a text which a cell prints proves
/// nothing, and neither does the data of a figure.
/// </summary>
internal sealed class Evidence
{
    private readonly List<Number> _code = [];
    private readonly List<Number> _outputs = [];
    private readonly HashSet<string> _typed = [];

    /// <summary>All that the code cells of a chapter set and show.</summary>
    public static Evidence Of(Chapter chapter)
    {
        Evidence evidence = new();
        foreach (ChapterCell cell in chapter.Cells.Where(cell => cell.IsCode))
        {
            evidence.Add(cell.Source, cell.Texts);
        }

        // A title may come from a function of another cell: what is typed anywhere is not computed into it.
        evidence._outputs.AddRange(
            chapter
                .Cells.SelectMany(cell => cell.Figures)
                .SelectMany(FigureTexts.Of)
                .SelectMany(text => NumberReader.Read(text.Text))
                .Where(number => !evidence.IsTyped(number))
        );

        return evidence;
    }

    /// <summary>Adds a cell.</summary>
    public void Add(string code, IEnumerable<string> texts)
    {
        HashSet<string> typed = [.. CodeNumbers.InTexts(code).Select(number => number.Text)];
        _typed.UnionWith(typed);
        _code.AddRange(CodeNumbers.Literals(code));
        _outputs.AddRange(
            texts
                .SelectMany(text =>
                    // A column of a table may look like a thousands separator: read it both ways.
                    NumberReader.Read(text).Concat(NumberReader.Read(text.Replace(" ", "  ")))
                )
                .Where(number => !typed.Contains(number.Text))
        );
    }

    /// <summary>Whether a cell sets or shows <paramref name="claim"/>, to the claim's rounding.</summary>
    public bool Supports(Number claim) =>
        _outputs.Any(number => claim.Rounds(number, isOutput: true))
        || _code.Any(number => claim.Rounds(number, isOutput: false));

    /// <summary>Whether a cell's author typed this number into a text of the code.</summary>
    public bool IsTyped(Number number) => _typed.Contains(number.Text);
}
