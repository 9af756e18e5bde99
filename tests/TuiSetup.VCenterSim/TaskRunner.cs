using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>Runs the server's tasks: queued, running, and then success or error.</summary>
internal sealed class TaskRunner(Inventory inventory, TimeProvider time)
{
    private int _running;

    /// <summary>How long each task takes.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The most tasks that ran at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Starts a task; the inventory's lock is held. <paramref name="work"/> runs under it too.</summary>
    public XElement Start(string method, Managed? entity, SimFault? failure, Func<XElement?> work)
    {
        var task = inventory.Add(new SimTask(inventory.NewId("task"), method, entity));
        if (entity is Machine machine)
        {
            machine.IsBusy = true;
        }

        _ = RunAsync(task, entity as Machine, failure, work);
        return Vim.Ref("returnval", task.Ref);
    }

    private async Task RunAsync(SimTask task, Machine? machine, SimFault? failure, Func<XElement?> work)
    {
        await Task.Yield();
        lock (inventory.Gate)
        {
            task.State = "running";
            task.Progress = 10;
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            inventory.Pulse();
        }

        if (Duration > TimeSpan.Zero)
        {
            await Task.Delay(Duration, time);
        }

        lock (inventory.Gate)
        {
            try
            {
                if (failure is not null)
                {
                    throw failure;
                }

                task.Result = work();
                task.State = "success";
                task.Progress = 100;
            }
            catch (SimFault wrong)
            {
                task.Error = wrong;
                task.State = "error";
            }

            if (machine is not null)
            {
                machine.IsBusy = false;
            }

            _running--;
            inventory.Pulse();
        }
    }
}
