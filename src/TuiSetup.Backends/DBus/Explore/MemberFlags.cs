using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>What annotations say of members, in busctl's words and a few more.</summary>
public static class MemberFlags
{
    private const string Deprecated = "org.freedesktop.DBus.Deprecated", NoReply = "org.freedesktop.DBus.Method.NoReply",
        Emits = "org.freedesktop.DBus.Property.EmitsChangedSignal", Privileged = "org.freedesktop.systemd1.Privileged",
        Hidden = "org.freedesktop.systemd1.Hidden", Explicit = "org.freedesktop.systemd1.Explicit", Sensitive = "org.freedesktop.systemd1.Sensitive";

    public static bool IsDeprecated(IReadOnlyDictionary<string, string> annotations) => Is(annotations, Deprecated);

    /// <summary>Whether it says that it needs privilege; services whose authorization polkit decides say nothing.</summary>
    public static bool IsPrivileged(IReadOnlyDictionary<string, string> annotations) => Is(annotations, Privileged);

    public static ImmutableArray<string> Of(IntrospectedMethod method) => Flags(
        (IsDeprecated(method.Annotations), "deprecated"), (Is(method.Annotations, NoReply), "no-reply"), (IsPrivileged(method.Annotations), "privileged"),
        (Is(method.Annotations, Hidden), "hidden"), (Is(method.Annotations, Sensitive), "sensitive"));

    public static ImmutableArray<string> Of(IntrospectedSignal signal) => Flags((IsDeprecated(signal.Annotations), "deprecated"), (Is(signal.Annotations, Hidden), "hidden"));

    /// <param name="property">The property.</param>
    /// <param name="one">Its interface, which may say for all of its properties whether they tell of changes.</param>
    public static ImmutableArray<string> Of(IntrospectedProperty property, IntrospectedInterface one)
    {
        var emits = property.Annotations.GetValueOrDefault(Emits) ?? one.Annotations.GetValueOrDefault(Emits) ?? "true";
        return Flags(
            (IsDeprecated(property.Annotations), "deprecated"), (emits == "const", "const"), (emits == "true", "emits-change"), (emits == "invalidates", "emits-invalidation"),
            (property.CanWrite, "writable"), (property.CanWrite && IsPrivileged(property.Annotations), "privileged"), (Is(property.Annotations, Hidden), "hidden"),
            (Is(property.Annotations, Explicit), "explicit"), (Is(property.Annotations, Sensitive), "sensitive"));
    }

    public static ImmutableArray<string> Of(IntrospectedInterface one) => Flags((IsDeprecated(one.Annotations), "deprecated"));

    private static bool Is(IReadOnlyDictionary<string, string> annotations, string name) => annotations.TryGetValue(name, out var value) && value == "true";

    private static ImmutableArray<string> Flags(params (bool Holds, string Word)[] flags) => [.. flags.Where(flag => flag.Holds).Select(flag => flag.Word)];
}
