using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Runner.Notebooks;
using Xunit.Runner.InProc.SystemConsole;

// Writes notebooks made from the chapters for `notebooknet` to run, or runs the tests.
Func<Chapter, byte[]?>? write = args switch
{
    ["exercises", _] => WrittenNotebook.Exercises,
    ["doubled", _] => WrittenNotebook.Doubled,
    _ => null,
};
if (write is null)
{
    return await ConsoleRunner.Run(args);
}

foreach (Chapter chapter in Course.Stored.Tested)
{
    if (write(chapter) is byte[] notebook)
    {
        AtomicFile.Write(Path.Combine(args[1], chapter.Name), notebook);
    }
}

return 0;
