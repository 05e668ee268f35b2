namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>Finds the Python installations that have what the other sides need; installs nothing.</summary>
internal static class PythonSides
{
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3", "python"];

    /// <summary>The sides that can run here; says which were found, and what is missing.</summary>
    public static IReadOnlyList<Side> Find() =>
        [
            .. Find("NumPy", "numpy", python => [Side.CreateNumPy(python)]),
            .. Find("PyTorch", "torch", Side.CreatePyTorch),
        ];

    private static IReadOnlyList<Side> Find(
        string name,
        string module,
        Func<string, IReadOnlyList<Side>> sides
    )
    {
        string script = $"import numpy, {module}; print({module}.__version__)";
        foreach (string python in Interpreters)
        {
            CommandResult version = CommandResult.Run(python, "-c", script);
            if (version.Succeeded)
            {
                Console.WriteLine($"{name} {version.Output}, with {python}");
                return sides(python);
            }
        }

        Console.WriteLine(
            $"{name} is missing: none of {string.Join(", ", Interpreters)} can import {module}. It is left out."
        );
        return [];
    }
}
