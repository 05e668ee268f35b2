namespace NotebookNet.Runner.Classroom;

/// <summary>Names the students of files: by the roster, otherwise by what folders and files say.</summary>
internal static class StudentNames
{
    /// <summary>The student of each file, in the order of the files.</summary>
    public static IEnumerable<NamedStudent> Of(IReadOnlyList<HandedInFile> files, Roster? roster)
    {
        HashSet<string> shared = Shared(files);
        return files.Select(file => Known(file, roster) ?? Unknown(file));

        NamedStudent Unknown(HandedInFile file)
        {
            bool isShared = shared.Contains(Key(file));
            string id =
                isShared && file.Number.Length > 0
                    ? $"{file.Student} ({file.Number})"
                    : file.Student;
            return new NamedStudent(
                id,
                file.Student,
                roster is null ? null : $"the roster knows no \"{id}\", or more than one"
            );
        }

        NamedStudent? Known(HandedInFile file, Roster? roster)
        {
            RosterStudent? student = shared.Contains(Key(file))
                ? roster?.FindBySystem(file.Number)
                : roster?.Find(file.Student) ?? roster?.FindBySystem(file.Number);
            return student is null ? null : new NamedStudent(student.Id, student.Name, null);
        }
    }

    /// <summary>
    /// The names that two students have: for one assignment of one download they stand with two numbers. In another download the
    /// same student may have another number.
    /// </summary>
    private static HashSet<string> Shared(IReadOnlyList<HandedInFile> files) =>
        [
            .. files
                .Where(file => file.Number.Length > 0)
                .GroupBy(file => (Key(file), file.Download, file.Assignment))
                .Where(group => group.Select(file => file.Number).Distinct().Count() > 1)
                .Select(group => group.Key.Item1),
        ];

    private static string Key(HandedInFile file) => PersonNames.InAnyOrder(file.Student);
}
