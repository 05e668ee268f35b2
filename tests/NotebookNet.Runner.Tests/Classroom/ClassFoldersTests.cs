using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

public sealed class ClassFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ClassFoldersTests()
    {
        foreach (
            string folder in (string[])
                [
                    "course/notebooks",
                    "course/lib",
                    "course/submissions/zoe/week1",
                    "course/points/g.csv.graded",
                    "course/late",
                    "elsewhere/class/zoe",
                ]
        )
        {
            Directory.CreateDirectory(_folder[folder]);
        }

        File.WriteAllText(_folder["course/notebooks/week1.ipynb"], "");
        File.WriteAllText(_folder["course/submissions/zoe/week1/week1.ipynb"], "");
    }

    private string[] Around(string submission) =>
        [
            .. ClassFolders
                .Around(
                    [_folder[submission]],
                    [_folder["course/late/l.csv"]],
                    [_folder["course/notebooks/week1.ipynb"]]
                )
                .Select(path => Path.GetRelativePath(RealPath.Of(_folder["."]), path))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("course/submissions/zoe/week1/week1.ipynb", "course/submissions")]
    [InlineData("course/submissions/zoe", "course/submissions")]
    [InlineData("course/submissions", "course/submissions")]
    [InlineData("elsewhere/class/zoe", "elsewhere/class")]
    public void The_class_the_reports_and_earlier_reports_are_hidden_and_the_library_is_not(
        string submission,
        string expected
    )
    {
        string[] found = Around(submission);

        Assert.Contains(expected, found);
        Assert.Contains("course/late", found);
        Assert.Contains("course/points", found);
        Assert.DoesNotContain("course", found);
        Assert.DoesNotContain("course/lib", found);
        Assert.DoesNotContain("course/notebooks", found);
        Assert.DoesNotContain("..", found);
    }
}
