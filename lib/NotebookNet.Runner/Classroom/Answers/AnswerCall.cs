namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>What is asked of the other side.</summary>
internal enum AnswerCall
{
    /// <summary>The value of a variable: its name.</summary>
    Value,

    /// <summary>A function of the cells: its name, then the arguments.</summary>
    Function,

    /// <summary>A new object: the name of its class, then the arguments.</summary>
    New,

    /// <summary>A method of an object: its name, the object's id, then the arguments.</summary>
    Method,

    /// <summary>A static method: its name, the name of its class, then the arguments.</summary>
    StaticMethod,

    /// <summary>A function that was handed over: its id, then the arguments.</summary>
    Handed,
}
