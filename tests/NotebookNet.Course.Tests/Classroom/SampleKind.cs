namespace NotebookNet.Course.Tests.Classroom;

/// <summary>What a submission of the generated class is meant to show.</summary>
internal enum SampleKind
{
    /// <summary>The chapter's own solutions, saved by different programs.</summary>
    Right,

    /// <summary>Right, and not written as the chapter writes it.</summary>
    AnotherWay,

    /// <summary>Wrong.</summary>
    Wrong,

    /// <summary>Some exercises untouched, some right, some wrong.</summary>
    Partly,

    /// <summary>What goes wrong without ill will: errors, odd values, damaged files.</summary>
    Broken,

    /// <summary>Made to be marked right without being it, or to do harm.</summary>
    Hostile,
}
