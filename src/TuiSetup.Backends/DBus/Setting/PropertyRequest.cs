using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>A property to be set, as one sheet of answers says it.</summary>
internal sealed record PropertyRequest(string Service, string Path, string Interface, string Property, string Type, string Text)
{
    public const string ServiceField = "service", PathField = "object", InterfaceField = "interface", PropertyField = "property", TypeField = "type", ValueField = "value";

    public static ImmutableArray<string> Fields { get; } = [ServiceField, PathField, InterfaceField, PropertyField, TypeField, ValueField];

    /// <summary>The property, as steps name it.</summary>
    public string Target => $"{Service} {Path} {Interface} {Property}";

    /// <summary>Whether it says which property.</summary>
    public bool IsNamed => BusNames.IsBusName(Service) && BusNames.IsObjectPath(Path) && BusNames.IsInterface(Interface) && BusNames.IsMember(Property);

    public static PropertyRequest From(AnswerSheet answers)
    {
        return new(TextOf(ServiceField), TextOf(PathField), TextOf(InterfaceField), TextOf(PropertyField), TextOf(TypeField), TextOf(ValueField));

        string TextOf(string field) => answers[field].ToString() is { } text && !answers[field].IsNothing ? text : "";
    }

    /// <summary>A property, and what to set it to.</summary>
    public static PropertyRequest Of(string service, string path, string @interface, string property, DBusValue value)
        => new(service, path, @interface, property, value.Signature, TextOf(value));

    /// <summary>A basic value plainly, a container as JSON.</summary>
    public static string TextOf(DBusValue value)
        => value is DBusBasic ? CallLines.Words([value])[0] : DBusJsonWriter.Typed(value) is var typed ? typed[(typed.IndexOf(",\"data\":", StringComparison.Ordinal) + 8)..^1] : "";

    /// <summary>The property of a step's target.</summary>
    public static PropertyRequest OfTarget(string target)
        => target.Split(' ') is [var service, var path, var @interface, var property] ? new(service, path, @interface, property, "", "")
            : throw new BackendException(BackendFailure.Failed, T($"'{target}' names no property. The plan was made by another version."));

    /// <summary>A text or number as it is, a container as JSON.</summary>
    /// <exception cref="FormatException">It is no value of the type.</exception>
    public DBusValue Read()
        => DBusType.Parse(Type) is { IsBasic: true } ? BusctlReader.Read(Type, [Text])[0] : DBusJsonReader.ReadOne(Type, Text);

    /// <summary>What is wrong with it by itself. What was not answered yet is the wizard's to ask for.</summary>
    public IEnumerable<Problem> Problems()
    {
        (string Field, string Text, Func<string, bool> Holds, string What)[] names =
        [
            (ServiceField, Service, BusNames.IsBusName, T("the name of a service, such as org.freedesktop.hostname1")),
            (PathField, Path, BusNames.IsObjectPath, T("an object path, such as /org/freedesktop/hostname1")),
            (InterfaceField, Interface, BusNames.IsInterface, T("the name of an interface, such as org.freedesktop.hostname1")),
            (PropertyField, Property, BusNames.IsMember, T("the name of a property")),
        ];
        foreach (var (field, text, holds, what) in names.Where(name => name.Text.Length > 0 && !name.Holds(name.Text)))
        {
            yield return Problem.Error(field, T($"'{text}' is not {what}."), T("Correct it."));
        }

        if (Type.Length > 0 && WhyNoValue() is { } reason)
        {
            yield return Problem.Error(ValueField, reason, T("Give a value of the property's type; a container as JSON."));
        }
    }

    private string? WhyNoValue()
    {
        try
        {
            Read();
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
