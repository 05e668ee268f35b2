using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>Finds the teacher's notebooks.</summary>
internal static class AssignmentFiles
{
    /// <summary>Reads them; of a folder those that have exercises.</summary>
    /// <exception cref="UsageException">One cannot be read, two have one name, or there is no exercise.</exception>
    public static IReadOnlyList<Assignment> Read(IReadOnlyList<string> paths)
    {
        List<Assignment> found = [];
        foreach (NotebookFile file in NotebookFiles.Find(paths))
        {
            if (file.Trouble is not null)
            {
                throw new UsageException($"{file.Path}: {file.Trouble}");
            }

            try
            {
                Assignment assignment = Assignment.Read(file.Path);
                if (assignment.Exercises.Any())
                {
                    found.Add(assignment);
                }
                else if (paths.Contains(file.Path))
                {
                    throw new UsageException($"{file.Path}: there is no exercise in it.");
                }
            }
            catch (Exception exception)
                when (exception
                        is NotebookFormatException
                            or IOException
                            or UnauthorizedAccessException
                )
            {
                throw new UsageException($"{file.Path}: {exception.Message}");
            }
        }

        if (found.Count == 0)
        {
            throw new UsageException(
                $"--against {string.Join(' ', paths)}: there is no exercise in it."
            );
        }

        return
            found.GroupBy(assignment => assignment.Name).FirstOrDefault(group => group.Count() > 1)
                is { } twice
            ? throw new UsageException(
                $"--against: {string.Join(" and ", twice.Select(assignment => assignment.Path))} have the same name."
            )
            : found;
    }

    /// <summary>How much of an assignment a file holds, by both names; null where the file is no notebook of C# that can be read.</summary>
    public static Func<string, string, double?> ShareOf(IReadOnlyList<Assignment> assignments) =>
        (path, name) =>
        {
            try
            {
                if (new FileInfo(path).Length > Grader.LargestFile)
                {
                    return null;
                }

                NotebookDocument document = NotebookDocument.Read(path);
                IReadOnlyList<AssignedCell> cells = assignments
                    .First(assignment => assignment.Name == name)
                    .Cells;
                double share = ContentShare.Of(
                    [.. document.Cells.Select(cell => (cell.Id, cell.Source))],
                    cells
                );
                // Two assignments may ask for the same names.
                if (assignments.Count == 1)
                {
                    share = Math.Max(
                        share,
                        ContentShare.OfAnswers(
                            document.Cells.Where(cell => cell.IsCode).Select(cell => cell.Source),
                            cells
                        )
                    );
                }

                return share > 0 || document.UnsupportedKernel is null ? share : null;
            }
            catch (Exception)
            {
                // Whatever it is, it is this file's.
                return null;
            }
        };
}
