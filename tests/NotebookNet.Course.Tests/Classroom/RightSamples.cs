using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>The chapter's own solutions, saved by different programs.</summary>
internal static class RightSamples
{
    private static readonly (
        string Student,
        string What,
        Func<JsonObject, byte[]> Save
    )[] s_programs =
    [
        ("right-vscode", "saved by VS Code with its outputs", SavedBy.VsCode),
        ("right-jupyter", "saved by Jupyter with outputs and execution counts", SavedBy.Jupyter),
        ("right-no-ids", "saved in nbformat 4.4, without ids", SavedBy.WithoutIds),
        ("right-other-ids", "every cell has another id", SavedBy.WithOtherIds),
        ("right-windows", "line breaks of Windows", SavedBy.OnWindows),
        (
            "right-one-line",
            "one line after a byte order mark, sources as strings",
            SavedBy.OnOneLine
        ),
    ];

    public static IEnumerable<Sample> Of(Chapter chapter) =>
        s_programs.Select(program =>
        {
            StudentCopy copy = new StudentCopy(chapter).AnswerRest();
            copy.Flag = false;
            return copy.HandIn(SampleKind.Right, program.Student, program.What, program.Save);
        });
}
