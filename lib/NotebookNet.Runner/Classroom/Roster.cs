namespace NotebookNet.Runner.Classroom;

/// <summary>The students of a class.</summary>
internal sealed class Roster
{
    private readonly ILookup<string, RosterStudent> _byId;
    private readonly ILookup<string, RosterStudent> _bySystem;
    private readonly ILookup<string, RosterStudent> _byMail;
    private readonly ILookup<string, RosterStudent> _byName;
    private readonly ILookup<string, RosterStudent> _bySqueezed;

    /// <summary>A roster of students whose ids differ.</summary>
    public Roster(IReadOnlyList<RosterStudent> students)
    {
        Students = students;
        _byId = students.ToLookup(student => PersonNames.Fold(student.Id));
        _bySystem = students.ToLookup(student => PersonNames.Fold(student.SystemId));
        _byMail = students
            .Select(student => (Mail: PersonNames.Fold(student.Email), student))
            .SelectMany(pair =>
                new[] { pair.Mail, pair.Mail.Split('@')[0] }
                    .Distinct()
                    .Select(mail => (mail, pair.student))
            )
            .ToLookup(pair => pair.mail, pair => pair.student);
        _byName = students.ToLookup(student => PersonNames.InAnyOrder(student.Name));
        _bySqueezed = students
            .SelectMany(student =>
                PersonNames
                    .SqueezedInTurn(student.Name)
                    .Distinct()
                    .Select(squeezed => (squeezed, student))
            )
            .ToLookup(pair => pair.squeezed, pair => pair.student);
    }

    /// <summary>The students in the order of the file.</summary>
    public IReadOnlyList<RosterStudent> Students { get; }

    /// <summary>
    /// The student whom a text names: by id, mail address or what stands before its @, name in any order, or name without spaces as Canvas writes it.
    /// Null where it is nobody, or where it may be more than one.
    /// </summary>
    public RosterStudent? Find(string text)
    {
        string folded = PersonNames.Fold(text);
        if (folded.Length == 0)
        {
            return null;
        }

        RosterStudent? student = One(_byId[folded]) ?? One(_byMail[folded]);
        return student is not null || PersonNames.Words(text).Count == 0
            ? student
            : One(_byName[PersonNames.InAnyOrder(text)])
                ?? One(_bySqueezed[PersonNames.Squeezed(text)])
                ?? OneWithIdIn(text);
    }

    /// <summary>The student whom the learning system knows by a number.</summary>
    public RosterStudent? FindBySystem(string number) =>
        number.Length == 0 ? null : One(_bySystem[number]);

    /// <summary>Who has handed in nothing, for each assignment.</summary>
    public IReadOnlyList<MissingSubmission> Missing(
        IEnumerable<Submission> submissions,
        IEnumerable<string> assignments
    )
    {
        HashSet<(string, string)> there =
        [
            .. submissions.Select(submission => (submission.Student, submission.Assignment)),
        ];
        return
        [
            .. assignments.SelectMany(assignment =>
                Students
                    .Where(student => !there.Contains((student.Id, assignment)))
                    .Select(student => new MissingSubmission(student.Id, student.Name, assignment))
            ),
        ];
    }

    /// <summary>"20231234_Kim Minji" has the id of one student in it. Short ids are words of too many names.</summary>
    private RosterStudent? OneWithIdIn(string text)
    {
        const int Shortest = 4;
        return One(
            PersonNames
                .Words(text)
                .Where(word => word.Length >= Shortest)
                .SelectMany(word => _byId[word])
                .Distinct()
        );
    }

    private static RosterStudent? One(IEnumerable<RosterStudent> students)
    {
        RosterStudent[] first = [.. students.Take(2)];
        return first.Length == 1 ? first[0] : null;
    }
}
