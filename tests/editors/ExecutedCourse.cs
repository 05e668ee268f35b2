namespace NotebookNet.Editors.Tests;

/// <summary>Notebooks that nbconvert executes with the kernel, as their metadata ask for it.</summary>
internal static class ExecutedCourse
{
    private const string Jupyter = "/usr/bin/jupyter";

    /// <summary>Executes a notebook of a course in its place.</summary>
    public static async Task Execute(TemporaryCourse course, string notebook)
    {
        Needs.Program(Jupyter);
        string data = course["jupyter/data"];
        await Programs.InstallKernel(data, "--as-net-csharp");
        await Programs.Run(
            Jupyter,
            [
                "nbconvert",
                "--to",
                "notebook",
                "--inplace",
                "--execute",
                "--ExecutePreprocessor.timeout=3600",
                notebook,
            ],
            course["."],
            ("JUPYTER_DATA_DIR", data),
            ("JUPYTER_CONFIG_DIR", course["jupyter/config"]),
            ("JUPYTER_RUNTIME_DIR", course["jupyter/runtime"]),
            ("IPYTHONDIR", course["jupyter/ipython"])
        );
    }
}
