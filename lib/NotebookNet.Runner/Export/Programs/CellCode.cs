namespace NotebookNet.Runner.Export.Programs;

/// <summary>A cell's code as that of a program, each piece for its place.</summary>
internal sealed class CellCode
{
    /// <summary>Names that the cell imports.</summary>
    public List<string> Usings { get; } = [];

    /// <summary>Variables that must be there before the statements.</summary>
    public List<string> Hoisted { get; } = [];

    /// <summary>The local functions, where they must not stand among the statements.</summary>
    public List<string> Functions { get; } = [];

    /// <summary>The statements and local functions in their order.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>Members of a static class: extension methods, and what types use.</summary>
    public List<string> Shared { get; } = [];

    /// <summary>The types.</summary>
    public List<string> Types { get; } = [];
}
