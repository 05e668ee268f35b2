using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A piece of a notebook that becomes a piece of a program.</summary>
internal abstract record ProgramPart
{
    /// <summary>Text that becomes a comment.</summary>
    public sealed record Prose(string Text) : ProgramPart;

    /// <summary>A line that says why something of the notebook is not in the program, or what it did there, with the lines that it is about.</summary>
    public sealed record Note(string Text, string Lines = "") : ProgramPart;

    /// <summary>HTML that goes onto the page.</summary>
    public sealed record Html(string Text) : ProgramPart;

    /// <summary>C#, one submission of the notebook's session.</summary>
    public sealed record Code(CellStep.Code Step, string Name, bool IsSkipped, bool MayFail)
        : ProgramPart
    {
        /// <summary>Whether the time that it takes is shown.</summary>
        public bool IsTimed { get; init; }
    }
}
