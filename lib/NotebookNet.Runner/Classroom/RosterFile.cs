using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using NotebookNet.Runner.Commands;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Reads a roster: a table with a header, separated by commas, semicolons or tabs, in UTF-8 or in what a spreadsheet's mark at
/// the begin says. A column `id` (or `student_id`) is needed; `name`, or `first_name` and `last_name`, `email` and
/// `lms_user_id` may be there, as nbgrader has them; other columns are passed over. The gradebook that Canvas exports is read, too.
/// </summary>
internal static partial class RosterFile
{
    private const long Largest = 16 << 20;

    private static readonly Dictionary<string, string[]> s_columns = new()
    {
        ["id"] = ["id", "student_id", "student", "id_number"],
        ["name"] = ["name", "full_name", "student_name"],
        ["first_name"] = ["first_name", "firstname", "given_name"],
        ["last_name"] = ["last_name", "lastname", "surname", "family_name"],
        ["email"] = ["email", "email_address", "e_mail"],
        ["lms_user_id"] = ["lms_user_id"],
    };

    /// <summary>In Canvas's gradebook `id` is Canvas's own number.</summary>
    private static readonly Dictionary<string, string[]> s_gradebook = new()
    {
        ["id"] = ["sis_user_id", "sis_login_id", "id"],
        ["name"] = ["student"],
        ["email"] = ["sis_login_id"],
        ["lms_user_id"] = ["id"],
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">There is none, a column is missing, or two lines have one id.</exception>
    public static Roster Read(string path) => new([.. Rows(path, Text(path))]);

    private static List<RosterStudent> Rows(string path, string text)
    {
        using CsvReader table = CsvReader.Create(new StringReader(text), Options(text));
        Dictionary<string, int[]>? columns = null;
        bool isGradebook = false;
        Dictionary<string, long> lines = [];
        List<RosterStudent> students = [];
        while (Next())
        {
            string[] fields = table.Current.ToArray();
            if (columns is null)
            {
                string[] names =
                [
                    .. fields.Select(name => NoName().Replace(PersonNames.Fold(name), "_")),
                ];
                isGradebook = IsGradebook(names);
                columns = Columns(names, isGradebook ? s_gradebook : s_columns);
                if (!columns.ContainsKey("id"))
                {
                    throw Wrong(
                        path,
                        table.LineNumber,
                        $"expected a column \"id\", found {string.Join(", ", fields.Select(name => $"\"{Short(name)}\""))}"
                    );
                }

                continue;
            }

            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            RosterStudent student = Student(columns, fields) with { Line = table.LineNumber };
            if (isGradebook && IsNoStudent(student))
            {
                continue;
            }

            if (student.Id.Length == 0)
            {
                throw Wrong(path, table.LineNumber, "the id is empty");
            }

            if (!lines.TryAdd(PersonNames.Fold(student.Id), table.LineNumber))
            {
                long first = lines[PersonNames.Fold(student.Id)];
                throw Wrong(
                    path,
                    table.LineNumber,
                    Invariant($"the id \"{student.Id}\" is that of line {first} too")
                );
            }

            students.Add(student);
        }

        return columns is null
            ? throw Wrong(path, 1, "there is no header; expected one with a column \"id\"")
            : students;

        bool Next()
        {
            try
            {
                return table.Read();
            }
            catch (CsvFormatException exception)
            {
                throw Wrong(path, table.LineNumber, FirstLine(exception.Message));
            }
        }
    }

    private static bool IsGradebook(string[] names) =>
        names.Contains("student")
        && names.Contains("id")
        && names.Any(name => name is "sis_user_id" or "sis_login_id" or "section");

    /// <summary>Whether a line of the gradebook is Canvas's own: the points that can be had, or its test student.</summary>
    private static bool IsNoStudent(RosterStudent student) =>
        student.SystemId.Length == 0 || PersonNames.InAnyOrder(student.Name) == "student test";

    private static RosterStudent Student(Dictionary<string, int[]> columns, string[] fields)
    {
        string id = Field("id");
        string name = Field("name");
        if (name.Length == 0)
        {
            name = $"{Field("first_name")} {Field("last_name")}".Trim();
        }

        return new RosterStudent(id, name.Length > 0 ? name : id)
        {
            Email = Field("email"),
            SystemId = Field("lms_user_id"),
        };

        string Field(string column) =>
            columns
                .GetValueOrDefault(column, [])
                .Where(index => index < fields.Length)
                .Select(index => fields[index].Trim())
                .FirstOrDefault(text => text.Length > 0)
            ?? "";
    }

    /// <summary>The places of each column: "id" beside "student_id", the spelling that is meant first.</summary>
    private static Dictionary<string, int[]> Columns(
        string[] names,
        Dictionary<string, string[]> known
    ) =>
        known
            .Select(column =>
                (
                    column.Key,
                    Places: column
                        .Value.Select(spelling => Array.IndexOf(names, spelling))
                        .Where(index => index >= 0)
                        .ToArray()
                )
            )
            .Where(column => column.Places.Length > 0)
            .ToDictionary(column => column.Key, column => column.Places);

    private static CsvReaderOptions Options(string text)
    {
        string header = text.Split('\n', 2)[0];
        return new CsvReaderOptions
        {
            Separator = ",;\t".MaxBy(separator => header.Count(c => c == separator)),
            HasHeader = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
    }

    private static string Text(string path)
    {
        if (FileStatus.NoFile(path) is string kind)
        {
            throw new UsageException($"{path}: {kind}, not a file.");
        }

        try
        {
            FileInfo file = new(path);
            if (file.Length > Largest)
            {
                throw new UsageException(
                    Invariant(
                        $"{path}: {file.Length >> 20} MB; a roster of at most {Largest >> 20} MB is read."
                    )
                );
            }

            using StreamReader reader = new(
                path,
                new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true
            );
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException(
                $"{path}: not UTF-8; save it from the spreadsheet as \"CSV UTF-8\"."
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
    }

    private static UsageException Wrong(string path, long line, string what) =>
        new(Invariant($"{path}: line {line}: {what}."));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r', '.');

    private static string Short(string text) => text.Length > 40 ? $"{text[..40]}…" : text;

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoName();
}
