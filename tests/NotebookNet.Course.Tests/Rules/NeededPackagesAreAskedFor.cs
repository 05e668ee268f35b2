using NotebookNet.Course.Tests.Model;
using NotebookNet.Session;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// A package that the notebook's metadata lists under `needs_packages` is one that a cell asks for: a name with a slip in it
/// would make of a skipped notebook a failing one.
/// </summary>
internal sealed class NeededPackagesAreAskedFor : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        HashSet<string> asked = new(
            chapter
                .Cells.Where(cell => cell.IsCode)
                .SelectMany(cell =>
                    CellParser.Parse(new Cell(cell.Number, cell.Source, cell.Stored.Language))
                )
                .OfType<CellStep.Code>()
                .SelectMany(step => step.Packages)
                .Where(request => !request.IsSource)
                .Select(request => request.Name),
            StringComparer.OrdinalIgnoreCase
        );
        return chapter
            .NeededPackages.Where(name => !asked.Contains(name))
            .Select(name =>
                chapter.Violation(
                    $"its metadata's needs_packages lists {name}, which no cell asks for: expected #r \"nuget: {name}, …\""
                )
            );
    }
}
