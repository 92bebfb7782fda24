export interface CompareProps {
  /** How many there are: 1 to this. */
  readonly quorums: number;
  readonly writeQuorum: number;
  readonly chosen: number;
  readonly onChoose: (quorum: number) => void;
}

/** Which quorum to weigh the cluster’s own against. */
export function Compare({ quorums, writeQuorum, chosen, onChoose }: CompareProps) {
  const others = Array.from({ length: quorums }, (_, i) => i + 1).filter(one => one !== writeQuorum);
  return (
    <fieldset class="segments">
      <legend>Compare with quorum</legend>
      {others.map(quorum => (
        <label key={quorum}>
          <input type="radio" name="compare" checked={quorum === chosen} onChange={() => onChoose(quorum)} />
          <span>{quorum}</span>
        </label>
      ))}
    </fieldset>
  );
}
