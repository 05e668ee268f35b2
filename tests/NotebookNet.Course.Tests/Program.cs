using NotebookNet.Course.Tests.Classroom;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Runner.Notebooks;
using Xunit.Runner.InProc.SystemConsole;

// Writes a class of submissions, or holds grades against it; or writes notebooks made from the chapters for `notebooknet` to run, and prints the chapters' paths; or tells how long the chapters
// take to read; or runs the tests.
if (args is ["times"])
{
    foreach (string line in ReadingTimes.Table(Course.Stored.Tested))
    {
        Console.WriteLine(line);
    }

    return 0;
}

if (args is ["class" or "compare-class", ..])
{
    return ClassCommand.Run(args);
}

if (
    args
    is not [("exercises" or "doubled" or "long-runs" or "exercise" or "double") and var what, ..]
)
{
    return await ConsoleRunner.Run(args);
}

Func<Chapter, byte[]?>? write = (what, args.Length) switch
{
    ("exercises", 2) => WrittenNotebook.Exercises,
    ("doubled", 2) => WrittenNotebook.Doubled,
    ("long-runs", 2) => WrittenNotebook.LongRuns,
    _ => null,
};
if (write is null)
{
    Console.Error.WriteLine(
        "Expected: exercises FOLDER, doubled FOLDER, long-runs FOLDER, class FOLDER, compare-class EXPECTED.json GRADES.json, or times."
    );
    return 2;
}

try
{
    Chapter[] chapters = [.. Course.Stored.Tested];
    if (chapters.Length == 0)
    {
        Console.Error.WriteLine($"{TestedChapters.Variable} names no chapter that there is.");
        return 2;
    }

    foreach (Chapter chapter in chapters)
    {
        Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, chapter.Path));
        if (write(chapter) is byte[] notebook)
        {
            AtomicFile.Write(Path.Combine(args[1], chapter.Name), notebook);
        }
    }

    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
