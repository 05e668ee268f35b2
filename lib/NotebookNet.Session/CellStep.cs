namespace NotebookNet.Session;

/// <summary>One thing to do of those that a cell asks for, in its order.</summary>
/// <param name="Line">The line of the cell where it begins, from 1.</param>
internal abstract record CellStep(int Line)
{
    /// <summary>C# to run. Line n of the code is line n of the cell.</summary>
    public sealed record Code(int Line, string Text, IReadOnlyList<PackageRequest> Packages)
        : CellStep(Line);

    /// <summary>Text in another language that is shown or kept, not run.</summary>
    public sealed record Block(int Line, string Language, string Content, MagicArguments? Arguments)
        : CellStep(Line);

    /// <summary>Text for a kernel of a package, or, where none is named, a magic command of a package.</summary>
    public sealed record Sent(int Line, string Text, string? Kernel) : CellStep(Line);

    /// <summary>A magic command that stands on a line of its own.</summary>
    public sealed record Magic(int Line, string Name, MagicArguments Arguments) : CellStep(Line);
}
