using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// A cell with the tag `skip-execution` writes what takes long to compute to a file of `data/runs` that is named after the chapter. The file
/// is there, no other cell writes it, another cell of the chapter reads it, and the cell that writes stores no outputs.
/// </summary>
internal sealed class LongRunsAreKept : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        LongRuns.File[] written = [.. LongRuns.Written(chapter)];
        HashSet<string> read = [.. LongRuns.Read(chapter).Select(file => file.Name)];
        foreach (
            ChapterCell cell in chapter.Cells.Where(cell =>
                cell.IsCode && cell.Stored.SkipsExecution
            )
        )
        {
            if (cell.Stored.Outputs.Count > 0)
            {
                yield return chapter.Violation(
                    cell,
                    "has the tag skip-execution and stores outputs, which no run has shown"
                );
            }

            if (written.All(file => file.Cell != cell))
            {
                yield return chapter.Violation(
                    cell,
                    $"has the tag skip-execution and writes no file, expected …Save(\"{LongRuns.Folder}{chapter.Prefix}-….csv\")"
                );
            }
        }

        foreach ((ChapterCell cell, string name) in written)
        {
            if (!cell.Stored.SkipsExecution)
            {
                yield return chapter.Violation(
                    cell,
                    $"writes {LongRuns.Folder}{name} without the tag skip-execution"
                );
            }

            if (!IsNamedAfter(chapter, name))
            {
                yield return chapter.Violation(
                    cell,
                    $"writes {LongRuns.Folder}{name}, expected a name that begins with {chapter.Prefix}-"
                );
            }

            if (!File.Exists(Path.Combine(LongRuns.FolderOf(chapter), name)))
            {
                yield return chapter.Violation(
                    cell,
                    $"writes {LongRuns.Folder}{name}, which is not there: run the cell and keep the file"
                );
            }

            if (!read.Contains(name))
            {
                yield return chapter.Violation(
                    cell,
                    $"writes {LongRuns.Folder}{name}, which no cell reads with Table.Load(\"{LongRuns.Folder}{name}\")"
                );
            }
        }

        string[] names = [.. written.Select(file => file.Name)];
        foreach (string name in names.Distinct().Where(name => names.Count(name.Equals) > 1))
        {
            yield return chapter.Violation($"writes {LongRuns.Folder}{name} in several cells");
        }

        IEnumerable<string> kept = Directory.Exists(LongRuns.FolderOf(chapter))
            ? Directory
                .GetFiles(LongRuns.FolderOf(chapter), "*.csv")
                .Select(path => Path.GetFileName(path))
                .Where(name => IsNamedAfter(chapter, name))
            : [];
        foreach (string name in kept.Concat(read).Except(names).Order(StringComparer.Ordinal))
        {
            yield return chapter.Violation(
                $"has {LongRuns.Folder}{name}, which no cell with the tag skip-execution writes"
            );
        }
    }

    private static bool IsNamedAfter(Chapter chapter, string name) =>
        name.StartsWith($"{chapter.Prefix}-", StringComparison.Ordinal);
}
