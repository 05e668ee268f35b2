using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Classroom.Hostile;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Submissions that attack in some exercises and answer the others rightly.</summary>
internal static class HostileSamples
{
    private static readonly string[] s_students =
    [
        "=HYPERLINK(\"http:x\";\"y\")",
        "up\\..\\..\\above",
        "<img src=x onerror=alert(1)>",
        "@SUM(1+1)|cmd",
        "-rf",
        "hostile 'quoted'; $(touch x) `y`",
        "hostile,comma",
        "히데오",
    ];

    /// <param name="chapter">The chapter.</param>
    /// <param name="count">How many submissions.</param>
    /// <param name="turn">Which attacks come first.</param>
    public static IEnumerable<Sample> Of(Chapter chapter, int count, int turn)
    {
        ChapterAnswers answers = ChapterAnswers.For(chapter);
        Queue<Attack> functions = Turned(AttackPlace.Function, turn);
        Queue<Attack> cells = Turned(AttackPlace.Cell, turn);
        Queue<Attack> values = Turned(AttackPlace.Value, turn);
        foreach (Trick trick in answers.Tricks)
        {
            StudentCopy copy = new(chapter) { Flag = trick.IsEdit ? true : null };
            trick.Work(copy);
            yield return copy.AnswerRest()
                .HandIn(
                    SampleKind.Hostile,
                    $"trick-{trick.Exercise}",
                    $"exercise {trick.Exercise}: {trick.What}"
                );
        }

        for (int i = answers.Tricks.Count; i < count; i++)
        {
            StudentCopy copy = new(chapter);
            List<string> what = [];
            Put(answers.HookedExercise, functions.Dequeue());
            foreach (int number in answers.HostileExercises)
            {
                bool isValue = number == answers.ValueExercise && i % 2 == 0 && values.Count > 0;
                Put(number, isValue ? values.Dequeue() : cells.Dequeue());
            }

            yield return copy.AnswerRest()
                .HandIn(
                    SampleKind.Hostile,
                    s_students.ElementAtOrDefault(i - answers.Tricks.Count) ?? $"hostile-{i}",
                    string.Join("; ", what)
                ) with
            {
                IsHarmless = false,
            };

            void Put(int number, Attack attack)
            {
                what.Add($"exercise {number}: {attack.What}");
                copy.Answer(number, CodeOf(attack, number, copy, answers), [.. attack.Allowed]);
                if (attack.CellAbove is string above)
                {
                    copy.Above(number, above);
                }

                if (
                    attack.Redeclares.Any(name =>
                        chapter.Cells.Any(cell =>
                            cell.IsCode && cell.Source.Contains(name, StringComparison.Ordinal)
                        )
                    )
                )
                {
                    copy.Flag = true;
                }
            }
        }
    }

    /// <summary>What the student writes for an attack.</summary>
    public static string CodeOf(
        Attack attack,
        int number,
        StudentCopy copy,
        ChapterAnswers answers
    ) =>
        attack.Place switch
        {
            AttackPlace.Function => answers.Hooked(
                attack.Code.Replace("STACK", answers.StackOfTheCheck, StringComparison.Ordinal)
            ),
            AttackPlace.Value => attack
                .Code.Replace("NAME", answers.ValueName, StringComparison.Ordinal)
                .Replace("WRONG", answers.WrongValue, StringComparison.Ordinal),
            _ => $"{attack.Code}\n{copy.Exercise(number).WrongCode[0]}",
        };

    private static Queue<Attack> Turned(AttackPlace place, int turn)
    {
        Attack[] all = [.. Attack.All.Where(attack => attack.Place == place)];
        int first = turn * all.Length / 3;
        return new Queue<Attack>([.. all[first..], .. all[..first]]);
    }
}
