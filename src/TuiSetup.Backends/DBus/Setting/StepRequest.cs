using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>
/// One of several steps of a wizard: a line in busctl's words that sets a property or calls a method. For a call there may
/// be a property to read before, and a call that undoes it.
/// </summary>
internal sealed record StepRequest(int Number, string Text, string Reads, string Undo)
{
    /// <summary>Fields <c>step.1</c>, <c>step.1.reads</c> and <c>step.1.undo</c>; and whatever the wizard asks for them, as <c>ask.NAME</c>.</summary>
    public const string StepPrefix = "step.", AskPrefix = "ask.", ReadsSuffix = ".reads", UndoSuffix = ".undo";

    public static ImmutableArray<string> Prefixes { get; } = [StepPrefix, AskPrefix];

    public string Field => string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{Number}");

    /// <summary>The steps of one sheet, in order. What is not answered yet is left out.</summary>
    public static IReadOnlyList<StepRequest> From(AnswerSheet answers)
    {
        return [.. answers.Values.Keys.Select(NumberOf).OfType<int>().Order().Select(number => string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{number}") is var field
            ? new StepRequest(number, Text(field), Text(field + ReadsSuffix), Text(field + UndoSuffix)) : null).OfType<StepRequest>().Where(step => step.Text.Length > 0)];

        string Text(string field) => answers[field].AsText ?? "";
    }

    /// <summary>The call that it makes.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public DBusCall Call() => Read(Text);

    /// <summary>The call that takes it back; null when none was named.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public DBusCall? UndoCall() => Undo.Length > 0 ? Read(Undo) : null;

    /// <summary>The property that it sets; null when it calls a method.</summary>
    /// <exception cref="FormatException">It is no step.</exception>
    public PropertyRequest? Property()
        => Call() is { Interface: BusNames.Properties, Member: "Set", Arguments: [DBusBasic { Code: 's' } @interface, DBusBasic { Code: 's' } property, DBusVariant value] } set
            ? PropertyRequest.Of(set.Destination, set.Path, @interface.AsText!, property.AsText!, value.Inner) : null;

    /// <summary>The property to read before a call; null when none was named.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public PropertyRequest? ReadsProperty()
        => Reads.Length == 0 ? null
            : ShellWords.Split(Reads) is [var service, var path, var @interface, var property] && new PropertyRequest(service, path, @interface, property, "", "") is { IsNamed: true } named ? named
            : throw new FormatException(T($"'{Reads}' is not SERVICE OBJECT INTERFACE PROPERTY."));

    /// <summary>What is wrong with it by itself.</summary>
    public IEnumerable<Problem> Problems()
        => ((string Field, Action Read)[])[(Field, () => Call()), (Field + ReadsSuffix, () => ReadsProperty()), (Field + UndoSuffix, () => UndoCall())] is var parts
            ? parts.Select(part => WhyNot(part.Read) is { } reason ? Problem.Error(part.Field, reason, T("Write it as busctl takes it: call SERVICE OBJECT INTERFACE METHOD SIGNATURE ARGUMENTS, or set-property.")) : null).OfType<Problem>() : [];

    internal static DBusCall Read(string text) => CallLines.Read("busctl " + text);

    private static string? WhyNot(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private static int? NumberOf(string field)
        => field.StartsWith(StepPrefix, StringComparison.Ordinal) && int.TryParse(field.AsSpan(StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
