using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>A property of an object on the bus. Plans have its value with its type, as busctl writes it in JSON.</summary>
internal sealed class PropertyOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "property";

    public const string ValueKey = "value";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => await ReadAsync(bus, PropertyRequest.OfTarget(step.Target), cancel);

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var property = PropertyRequest.OfTarget(step.Target);
        try
        {
            await bus.CallAsync(
                property.Service, property.Path, BusNames.Properties, "Set", cancel,
                DBusValue.Of(property.Interface), DBusValue.Of(property.Property), DBusJsonReader.ReadOne("v", wanted[ValueKey].AsText ?? ""));
        }
        catch (FormatException wrong)
        {
            throw DBusException.Unexpected(T($"the plan's value cannot be read ({wrong.Message.TrimEnd('.', '。')})"));
        }
    }

    public static async Task<Value> ReadAsync(IBus bus, PropertyRequest property, CancellationToken cancel)
    {
        var reply = await bus.CallAsync(property.Service, property.Path, BusNames.Properties, "Get", cancel, DBusValue.Of(property.Interface), DBusValue.Of(property.Property));
        return Described(reply.Value is DBusVariant variant ? variant.Inner : reply.Value);
    }

    /// <summary>A value as plans have it.</summary>
    public static Value Described(DBusValue value) => Value.Map((ValueKey, Value.Of(DBusJsonWriter.Typed(value))));
}
