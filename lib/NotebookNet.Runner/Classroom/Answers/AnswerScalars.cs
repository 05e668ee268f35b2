using System.Globalization;
using System.Runtime.InteropServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Numbers, texts, characters and truth values on their way.</summary>
internal static class AnswerScalars
{
    /// <summary>Writes one; of an enumeration its number.</summary>
    public static void Write(BinaryWriter writer, object? value)
    {
        object? plain =
            value is Enum
                ? Convert.ChangeType(
                    value,
                    Enum.GetUnderlyingType(value.GetType()),
                    CultureInfo.InvariantCulture
                )
                : value;
        writer.Write((byte)AnswerTag.Scalar);
        writer.Write((byte)Type.GetTypeCode(plain?.GetType()));
        switch (plain)
        {
            case string text:
                writer.Write(text.Length);
                writer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
                break;
            case decimal number:
                writer.Write(number);
                break;
            case not null:
                Array one = Array.CreateInstance(plain.GetType(), 1);
                one.SetValue(plain, 0);
                writer.Write(AnswerWriter.BytesOf(one));
                break;
        }
    }

    /// <summary>Reads what follows the tag.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static object? Read(AnswerBytes bytes)
    {
        TypeCode code = (TypeCode)bytes.Byte();
        switch (code)
        {
            case TypeCode.Empty:
                return null;
            case TypeCode.String:
                return new string(
                    MemoryMarshal.Cast<byte, char>(
                        bytes.Take(bytes.Count(sizeof(char)), sizeof(char))
                    )
                );
            case TypeCode.Decimal:
                return bytes.Decimal();
            default:
                Array one = Array.CreateInstance(TypeOf(code), 1);
                Copy(bytes.Take(1, SizeOf(TypeOf(code))), one);
                return one.GetValue(0);
        }
    }

    /// <summary>Gives an array of numbers, characters or truth values its elements.</summary>
    /// <exception cref="InvalidDataException">A truth value is neither.</exception>
    public static void Copy(ReadOnlySpan<byte> content, Array array)
    {
        if (array is bool[] or bool[,] && content.ContainsAnyExceptInRange<byte>(0, 1))
        {
            throw new InvalidDataException("A truth value that is neither true nor false.");
        }

        content.CopyTo(AnswerWriter.BytesOf(array));
    }

    /// <summary>The type of numbers, characters or truth values that an array may hold side by side.</summary>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static Type TypeOf(TypeCode code) =>
        code switch
        {
            TypeCode.Boolean => typeof(bool),
            TypeCode.Char => typeof(char),
            TypeCode.SByte => typeof(sbyte),
            TypeCode.Byte => typeof(byte),
            TypeCode.Int16 => typeof(short),
            TypeCode.UInt16 => typeof(ushort),
            TypeCode.Int32 => typeof(int),
            TypeCode.UInt32 => typeof(uint),
            TypeCode.Int64 => typeof(long),
            TypeCode.UInt64 => typeof(ulong),
            TypeCode.Single => typeof(float),
            TypeCode.Double => typeof(double),
            _ => throw new InvalidDataException($"{code} is no number."),
        };

    /// <summary>How many bytes one takes.</summary>
    public static int SizeOf(Type type) =>
        type == typeof(bool) || type == typeof(byte) || type == typeof(sbyte) ? 1
        : type == typeof(char) || type == typeof(short) || type == typeof(ushort) ? 2
        : type == typeof(int) || type == typeof(uint) || type == typeof(float) ? 4
        : 8;

    /// <summary>A scalar as another type, where that changes nothing of it.</summary>
    /// <exception cref="AnswerKindException">It would.</exception>
    public static object? To(object? value, Type expected)
    {
        Type type = Nullable.GetUnderlyingType(expected) ?? expected;
        if (value is null)
        {
            return !expected.IsValueType || type != expected
                ? null
                : throw new AnswerKindException($"is null, expected {Words(expected)}");
        }

        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        if (type.IsEnum && value is not (string or float or double or decimal))
        {
            return Enum.ToObject(type, value);
        }

        try
        {
            if (IsNumber(value.GetType()) && IsNumber(type))
            {
                object converted = Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
                if (
                    type == typeof(double)
                    || type == typeof(float)
                    || type == typeof(decimal)
                    || Convert
                        .ToDouble(converted, CultureInfo.InvariantCulture)
                        .Equals(Convert.ToDouble(value, CultureInfo.InvariantCulture))
                )
                {
                    return converted;
                }
            }
        }
        catch (OverflowException)
        {
            // Said below.
        }

        throw new AnswerKindException(
            $"is {AnswerWords.Of(value)}, {Words(value.GetType())}, expected {Words(expected)}"
        );
    }

    /// <summary>Whether values of a type are scalars.</summary>
    public static bool Are(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type)
            is not (TypeCode.Object or TypeCode.DateTime);

    /// <summary>A type in words.</summary>
    public static string Words(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Words(inner)
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Words))}>"
        : type == typeof(double) ? "double"
        : type == typeof(int) ? "int"
        : type == typeof(string) ? "string"
        : type == typeof(bool) ? "bool"
        : type.IsArray ? $"{Words(type.GetElementType()!)}[]"
        : type.Name;

    private static bool IsNumber(Type type) =>
        !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
