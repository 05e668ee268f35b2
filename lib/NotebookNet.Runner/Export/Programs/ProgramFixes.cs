namespace NotebookNet.Runner.Export.Programs;

/// <summary>What the compiler has found wanting in a program, by the names that variables have there.</summary>
internal sealed class ProgramFixes
{
    /// <summary>Variables that are read before they are given a value: a notebook's begin with their type's default.</summary>
    public HashSet<string> Defaults { get; } = [];

    /// <summary>Variables that are used before the statement that declares them.</summary>
    public HashSet<string> Hoisted { get; } = [];
}
