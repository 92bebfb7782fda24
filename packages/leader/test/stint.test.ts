import t from 'tap';
import { type Shipment, Stint } from '../src/followers/stint.ts';
import { batchOf } from './writes.ts';

/** Ships batches that hold one version each, as a sender would, with nothing left in the queue. */
function ship(stint: Stint, versions: readonly number[], lastOffered: number): Shipment {
  const batches = versions.map(version => batchOf([version]));
  const { watermark, lowest } = stint.next(batches, undefined, lastOffered);
  const shipment: Shipment = {
    stint,
    lowest,
    watermark,
    batches,
    isPage: false,
    confirmations: [],
    sentMs: 0,
  };
  stint.send(shipment);
  return shipment;
}

function ack(stint: Stint, shipment: Shipment, lastOffered: number): void {
  stint.settle(shipment);
  stint.acked(shipment, undefined, lastOffered);
}

t.test('a shipment claims itself, and nothing that is on the wire with it', async t => {
  const stint = new Stint('run', 10);
  const first = ship(stint, [11], 11);
  t.equal(first.watermark, 11);
  const second = ship(stint, [12], 12);
  t.equal(second.watermark, 10);
  ack(stint, second, 12);
  t.equal(stint.watermark, 10);
  ack(stint, first, 12);
  t.equal(stint.watermark, 12);
  t.ok(stint.owesWatermark, 'no shipment said so yet');
});

t.test('a shipment whose writes overtook each other holds back all from its lowest', async t => {
  const stint = new Stint('run', 0);
  stint.expectDisorder(0);
  for (const version of [1, 2, 3, 4]) stint.delay({ firstVersion: version, version });
  const overtaken = ship(stint, [4, 2], 4);
  t.equal(overtaken.watermark, 0, 'versions 1 and 3 are delayed');
  const first = ship(stint, [1, 3], 4);
  t.equal(first.watermark, 1, 'version 2 is on the wire, behind version 4');
  ack(stint, first, 4);
  t.equal(stint.watermark, 1);
  ack(stint, overtaken, 4);
  t.equal(stint.watermark, 4);
});

t.test('versions of one write are delayed and arrive together', async t => {
  const stint = new Stint('run', 0);
  stint.expectDisorder(0);
  stint.delay({ firstVersion: 1, version: 3 });
  stint.delay({ firstVersion: 4, version: 4 });
  t.equal(ship(stint, [4], 4).watermark, 0);
  t.equal(ship(stint, [1], 4).watermark, 3);
});

t.test('what waits in the queue is not claimed', async t => {
  const stint = new Stint('run', 0);
  const waiting = batchOf([2]);
  t.same(stint.next([batchOf([1])], waiting, 2), { watermark: 1, lowest: 1 });
  t.same(
    new Stint('run', 5).next([], undefined, 7),
    { watermark: 7, lowest: 8 },
    'nor is there anything to lose',
  );
});
