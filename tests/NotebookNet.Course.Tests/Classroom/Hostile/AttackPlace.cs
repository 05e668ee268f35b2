namespace NotebookNet.Course.Tests.Classroom.Hostile;

/// <summary>Where hostile code stands in an answer.</summary>
internal enum AttackPlace
{
    /// <summary>In the cell, before a wrong answer.</summary>
    Cell,

    /// <summary>In the function that the exercise asks for: it runs whenever that is called. It may set `honest`, and the result is right; STACK is a condition that holds while the visible check calls it.</summary>
    Function,

    /// <summary>In place of the number that the exercise asks for: a declaration, with NAME for its name and WRONG for a wrong number.</summary>
    Value,
}
