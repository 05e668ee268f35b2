using System.Text;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>Names the files of feedback pages.</summary>
internal static class FeedbackNames
{
    /// <summary>Two of them, a number and the ending are no more than a name may be long.</summary>
    private const int MostBytes = 80;

    /// <summary>
    /// A name for each, in their order, which every system takes: the student's and the assignment's, letters and digits of any
    /// script, and - and _ between them. No two are equal, in small and capital letters and with or without accents; the file
    /// that counts has the name without a number. Each ends in its assignment: one folder takes those of a whole term.
    /// </summary>
    public static IReadOnlyList<string> Of(ClassGrades grades)
    {
        HashSet<string> taken = [];
        string[] names = new string[grades.Grades.Count];
        foreach (
            int i in Enumerable
                .Range(0, names.Length)
                .OrderBy(i => grades.Grades[i].Submission.SupersededBy is not null)
        )
        {
            Submission submission = grades.Grades[i].Submission;
            string student = Safe(submission.Student, "student");
            string assignment =
                submission.Assignment.Length > 0
                    ? Safe(submission.Assignment, "notebook")
                    : $"other-{Safe(Path.GetFileNameWithoutExtension(submission.Path), "file")}";
            string free = $"{student}-{assignment}";
            for (int number = 2; !taken.Add(PersonNames.Fold(free)); number++)
            {
                free = Invariant($"{student}-{number}-{assignment}");
            }

            names[i] = free + ".html";
        }

        return names;
    }

    private static string Safe(string text, string otherwise)
    {
        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (safe.Length == MostBytes)
            {
                break;
            }

            // Letters outside the basic plane are no name on some file systems.
            bool isPlain = rune.IsBmp && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_');
            if (isPlain)
            {
                safe.Append((char)rune.Value);
            }
            else if (safe.Length > 0 && safe[^1] != '-')
            {
                safe.Append('-');
            }
        }

        while (Encoding.UTF8.GetByteCount(safe.ToString()) > MostBytes)
        {
            safe.Length--;
        }

        string name = safe.ToString().Trim('-', '_');
        return name.Length == 0 ? otherwise : name;
    }
}
