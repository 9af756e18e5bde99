using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>Reads properties of managed objects (PropertyCollector).</summary>
internal sealed class PropertyReader(VimClient client)
{
    /// <summary>Objects in one answer; a vCenter is asked for no more at a time.</summary>
    private const int PageSize = 500;

    /// <summary>What of a device list is not a network card; it is most of an inventory.</summary>
    private static readonly HashSet<string> OtherDevices =
    [
        "VirtualIDEController", "VirtualPS2Controller", "VirtualPCIController", "VirtualSIOController", "VirtualKeyboard", "VirtualPointingDevice",
        "VirtualMachineVideoCard", "VirtualMachineVMCIDevice", "VirtualLsiLogicController", "VirtualLsiLogicSASController", "VirtualBusLogicController",
        "ParaVirtualSCSIController", "VirtualAHCIController", "VirtualNVMEController", "VirtualDisk", "VirtualCdrom", "VirtualFloppy", "VirtualUSBController",
        "VirtualUSBXHCIController", "VirtualSerialPort", "VirtualParallelPort", "VirtualSoundCard", "VirtualHdAudioCard", "VirtualTPM", "VirtualWDT",
    ];

    /// <summary>Everything of the given types below the root folder.</summary>
    /// <param name="specs">Types and properties.</param>
    /// <param name="progress">Is told how many objects are there so far.</param>
    /// <param name="cancel">Stops between and within pages.</param>
    public async Task<IReadOnlyList<ManagedObject>> ReadAllAsync(IReadOnlyList<PropertySpec> specs, IProgress<int>? progress, CancellationToken cancel)
    {
        for (var again = false; ; again = true)
        {
            var epoch = client.Epoch;
            try
            {
                return await ReadViewAsync(specs, progress, cancel).ConfigureAwait(false);
            }
            catch (VimFault gone) when (!again && epoch != client.Epoch && gone.Name is "ManagedObjectNotFound" or "InvalidProperty" or "InvalidArgument")
            {
                // The session ran out, and the view with it.
            }
        }
    }

    /// <summary>Properties of certain objects. Objects that are gone are left out.</summary>
    public async Task<IReadOnlyList<ManagedObject>> ReadAsync(IReadOnlyList<MoRef> objects, IReadOnlyList<string> paths, CancellationToken cancel)
    {
        if (objects.Count == 0)
        {
            return [];
        }

        try
        {
            var specs = objects.Select(one => one.Type).Distinct().Select(type => new PropertySpec(type, paths));
            return await PagesAsync(to => WriteFilter(to, "specSet", specs, () =>
            {
                foreach (var one in objects)
                {
                    to.Group("objectSet", inside =>
                    {
                        inside.Ref("obj", one);
                        inside.Truth("skip", false);
                    });
                }
            }), null, cancel).ConfigureAwait(false);
        }
        catch (VimFault gone) when (gone.Name == "ManagedObjectNotFound")
        {
            if (objects.Count == 1)
            {
                return [];
            }

            var alive = new List<ManagedObject>();
            foreach (var one in objects)
            {
                alive.AddRange(await ReadAsync([one], paths, cancel).ConfigureAwait(false));
            }

            return alive;
        }
    }

    /// <summary>One object; null when it is gone.</summary>
    public async Task<ManagedObject?> ReadOneAsync(MoRef one, CancellationToken cancel, params string[] paths)
        => await ReadAsync([one], paths, cancel).ConfigureAwait(false) is [var found, ..] ? found : null;

    /// <summary>A filter or a spec set: properties first, then where from.</summary>
    public static void WriteFilter(SoapWriter to, string name, IEnumerable<PropertySpec> specs, Action objects) => to.Group(name, inside =>
    {
        foreach (var spec in specs)
        {
            spec.Write(inside);
        }

        objects();
    });

    /// <summary>From a view to what it holds.</summary>
    public static void WriteView(SoapWriter to, MoRef view) => to.Group("objectSet", inside =>
    {
        inside.Ref("obj", view);
        inside.Truth("skip", true);
        inside.Group("selectSet", "TraversalSpec", traversal =>
        {
            traversal.Text("name", "view");
            traversal.Text("type", view.Type);
            traversal.Text("path", "view");
            traversal.Truth("skip", false);
        });
    });

    private async Task<IReadOnlyList<ManagedObject>> ReadViewAsync(IReadOnlyList<PropertySpec> specs, IProgress<int>? progress, CancellationToken cancel)
    {
        var create = new SoapCall("CreateContainerView", client.Content.ViewManager, to =>
        {
            to.Ref("container", client.Content.RootFolder);
            to.Texts("type", specs.Select(spec => spec.Type));
            to.Truth("recursive", true);
        });
        var view = (await client.CallAsync(create, cancel).ConfigureAwait(false))[0].ToRef() with { Type = "ContainerView" };
        try
        {
            return await PagesAsync(to => WriteFilter(to, "specSet", specs, () => WriteView(to, view)), progress, cancel).ConfigureAwait(false);
        }
        finally
        {
            await QuietlyAsync(new SoapCall("DestroyView", view)).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<ManagedObject>> PagesAsync(Action<SoapWriter> filter, IProgress<int>? progress, CancellationToken cancel)
    {
        var objects = new List<ManagedObject>();
        string? token = null;
        var call = new SoapCall("RetrievePropertiesEx", client.Content.PropertyCollector, to =>
        {
            filter(to);
            to.Group("options", options => options.Number("maxObjects", PageSize));
        });
        try
        {
            do
            {
                (var page, token) = await client.CallAsync(call, ReadPage, cancel).ConfigureAwait(false);
                objects.AddRange(page);
                progress?.Report(objects.Count);
                call = new SoapCall("ContinueRetrievePropertiesEx", client.Content.PropertyCollector, to => to.Text("token", token));
            }
            while (token is not null);
            return objects;
        }
        catch (OperationCanceledException) when (token is not null)
        {
            // The server keeps the rest of an answer until someone wants it, or does not.
            await QuietlyAsync(new SoapCall("CancelRetrievePropertiesEx", client.Content.PropertyCollector, to => to.Text("token", token))).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What only tidies up; the end of the session does it too.</summary>
    private async Task QuietlyAsync(SoapCall call)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await client.CallAsync(call, soon.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is VimFault or OperationCanceledException or Core.Problems.BackendException)
        {
            // Nothing depends on it.
        }
    }

    private static (List<ManagedObject> Objects, string? Token) ReadPage(XmlReader xml)
    {
        var objects = new List<ManagedObject>();
        string? token = null;
        SoapAnswer.Each(xml, () => SoapAnswer.Each(xml, () =>
        {
            switch (xml.LocalName)
            {
                case "token":
                    token = Element.Read(xml).Text;
                    break;
                case "objects":
                    objects.Add(ReadObject(xml));
                    break;
                default:
                    xml.Skip();
                    break;
            }
        }));
        return (objects, token);
    }

    private static ManagedObject ReadObject(XmlReader xml)
    {
        MoRef? reference = null;
        var properties = new Dictionary<string, Element>(StringComparer.Ordinal);
        SoapAnswer.Each(xml, () =>
        {
            switch (xml.LocalName)
            {
                case "obj":
                    reference = Element.Read(xml).ToRef();
                    break;
                case "propSet":
                    var set = Element.Read(xml, (_, type) => type is not null && OtherDevices.Contains(type));
                    if (set["name"] is { } name && set.Child("val") is { } value)
                    {
                        properties[name] = value;
                    }

                    break;
                case "missingSet":
                    // What the user may not see is left out; a session that ran out is not that.
                    var missing = Element.Read(xml);
                    if (missing.At("fault", "fault")?.Type == "NotAuthenticated")
                    {
                        throw VimFault.From(missing.Child("fault")!);
                    }

                    break;
                default:
                    xml.Skip();
                    break;
            }
        });
        return new ManagedObject(reference!, properties);
    }
}
