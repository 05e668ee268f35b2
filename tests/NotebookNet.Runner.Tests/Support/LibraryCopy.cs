namespace NotebookNet.Runner.Tests.Support;

/// <summary>The library as a notebook loads it, in a folder of its own.</summary>
internal static class LibraryCopy
{
    public static void In(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (
            string name in (string[])
                [
                    "NotebookNet",
                    "NotebookNet.Kernels",
                    "NotebookNet.Interactive",
                    "MathNet.Numerics",
                    "Microsoft.DotNet.Interactive.Formatting",
                    "System.Numerics.Tensors",
                    "Plotly.NET",
                    "Plotly.NET.CSharp",
                    "DynamicObj",
                    "FSharp.Core",
                    "Giraffe.ViewEngine",
                    "Newtonsoft.Json",
                ]
        )
        {
            File.Copy(
                Path.Combine(AppContext.BaseDirectory, $"{name}.dll"),
                Path.Combine(folder, $"{name}.dll")
            );
        }
    }
}
